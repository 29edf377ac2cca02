import type { WidgetConfiguration } from '../omnichannel/omnichannel.js';

/** What Microsoft's chat SDK returns from `initialize()` and `getLiveChatConfig()`, reduced to what its widget reads. */
export function chatConfig(configuration: WidgetConfiguration, persistentChat: boolean) {
  const { authentication, signInOptional } = configuration;
  return {
    ChatWidgetLanguage: { msdyn_localeid: '1033', msdyn_languagename: 'English - United States' },
    DataMaskingInfo: { setting: { msdyn_maskforcustomer: 'false' }, dataMaskingRules: {} },
    LiveChatConfigAuthSettings: authentication && {
      msdyn_authenticationtype: 'OAuth 2.0 implicit flow',
      msdyn_javascriptclientfunction: authentication.javascriptClientFunction ?? '',
    },
    LiveChatVersion: 2,
    LiveWSAndLiveChatEngJoin: {
      OutOfOperatingHours: 'False',
      msdyn_authenticatedsigninoptional: String(signInOptional),
      msdyn_callingoptions: '192350000',
      msdyn_conversationmode: persistentChat ? '192350001' : '192350000',
      msdyn_enablechatreconnect: 'false',
      msdyn_postconversationsurveyenable: 'false',
      msdyn_requestvisitorlocation: 'false',
    },
    allowedFileExtensions: '',
    maxUploadFileSize: '0',
  };
}
