import type { LiveChatAuthOptions } from '@lcw-auth/core';

/** Returns why the widget may not have requested a token although a user is signed in, the most likely cause first, each with its fix. */
export const notRequestedCauses = ({ clientFunction = 'auth.getAuthenticationToken' }: LiveChatAuthOptions): readonly string[] => [
  'The chat widget has no chat authentication setting. In the admin center, open the chat widget, select the setting under Authentication settings, and save.',
  clientFunction === false
    ? 'The option clientFunction is false, so the page has no JavaScript client function. Remove the option, and enter auth.getAuthenticationToken in the setting.'
    : `The setting names no JavaScript client function, or a different one. Enter ${clientFunction} in its field JavaScript client function.`,
  'The chat was opened before the user signed in. Start a new chat; <LiveChatReconnectHint> offers that to the user.',
  'Other code on the page responded to the widget. Remove its calls of setAuthTokenProvider and its client function.',
];
