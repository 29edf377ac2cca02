import type { LiveChatAuthOptions } from '@lcw-auth/core';

const noSetting =
  'The chat widget has no chat authentication setting. In the admin center, open the chat widget, select the setting under Authentication settings, and save.';
const chatBeforeSignIn =
  'The chat was opened before the user signed in. Start a new chat; <LiveChatReconnectHint> offers that to the user.';

/** Returns why the widget may not have requested a token although a user is signed in, the most likely cause first, each with its fix. */
export function notRequestedCauses({ clientFunction = 'auth.getAuthenticationToken', host }: LiveChatAuthOptions): readonly string[] {
  if (host) {
    // The React widget never looks the function up on the page.
    const noName =
      'The setting names no JavaScript client function. Enter a name, for example auth.getAuthenticationToken, because the React widget requests no token without one. The page needs no such function.';
    return [noSetting, noName, chatBeforeSignIn];
  }
  return [
    noSetting,
    clientFunction === false
      ? 'The option clientFunction is false, so the page has no JavaScript client function. Remove the option, and enter auth.getAuthenticationToken in the setting.'
      : `The setting names no JavaScript client function, or a different one. Enter ${clientFunction} in its field JavaScript client function.`,
    chatBeforeSignIn,
    'Other code on the page responded to the widget. Remove its calls of setAuthTokenProvider and its client function.',
  ];
}
