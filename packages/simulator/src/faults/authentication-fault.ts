import type { ChatAuthenticationSetting } from '../omnichannel/chat-authentication-setting.js';

/** Mistakes in the administrator's configuration that leave a signed-in user's chat anonymous. */
export interface AuthenticationFault {
  /** 'missing': the widget has no setting. The others: the setting names no, or another, JavaScript client function. */
  setting?: 'missing' | 'no-client-function' | 'other-client-function' | undefined;
  /** Sign-in is optional, so a chat without a token is no error. */
  signInOptional?: true | undefined;
}

/** The client function that an 'other-client-function' names, and that the fault `widget.otherScript` puts on the page. */
export const otherClientFunction = 'otherScript.getToken';

/** Returns the setting as a widget with that fault has it. */
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
