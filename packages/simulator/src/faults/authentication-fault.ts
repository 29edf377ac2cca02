import type { ChatAuthenticationSetting } from '../omnichannel/chat-authentication-setting.js';

/** Mistakes in the administrator's configuration that leave a signed-in user's chat anonymous. */
export interface AuthenticationFault {
  /**
   * 'missing': the widget has no setting. 'no-client-function': the setting names no JavaScript client function.
   * 'other-client-function': the setting names the JavaScript client function of another script.
   */
  setting?: 'missing' | 'no-client-function' | 'other-client-function' | undefined;
  /** True when sign-in is optional, so that a chat without a token is anonymous and raises no error. */
  signInOptional?: true | undefined;
}

/** The client function that the setting names under the fault 'other-client-function'. The fault `widget.otherScript` puts it on the page. */
export const otherClientFunction = 'otherScript.getToken';

/** Returns the setting with the fault. */
export function faultySetting(
  setting: ChatAuthenticationSetting | null,
  fault: AuthenticationFault | undefined,
): ChatAuthenticationSetting | null {
  if (!setting || !fault?.setting) return setting;
  switch (fault.setting) {
    case 'missing':
      return null;
    case 'no-client-function':
      return { ...setting, javascriptClientFunction: '' };
    case 'other-client-function':
      return { ...setting, javascriptClientFunction: otherClientFunction };
  }
}
