/** The v2 widget's own copy of the customer's token. */
export type TokenCopy =
  | { status: 'none' }
  /** `expiresAt` is in seconds since the epoch; null: the widget never requests another token. */
  | { status: 'held'; token: string; expiresAt: number | null }
  /** Sign-in is optional and the page answered that no user is signed in: the widget does not request a token again in this chat. */
  | { status: 'signed-out' };

/** An event that changes the copy. */
export type TokenCopyEvent =
  | { type: 'token-received'; token: string; expiresAt: number | null }
  | { type: 'no-user-signed-in' }
  | { type: 'token-expired' }
  | { type: 'provider-removed'; inChat: boolean }
  | { type: 'chat-ended' };

export const noCopy: TokenCopy = { status: 'none' };

/**
 * Returns the copy after an event. (Source: the token, expiry and authentication state of Microsoft's `FacadeChatSDK`.)
 * When the provider is removed in an open chat, only the copy of the chat SDK is cleared. This copy is kept until the chat is closed.
 */
export function nextTokenCopy(copy: TokenCopy, event: TokenCopyEvent): TokenCopy {
  switch (event.type) {
    case 'token-received':
      return { status: 'held', token: event.token, expiresAt: event.expiresAt };
    case 'no-user-signed-in':
      return { status: 'signed-out' };
    case 'token-expired':
      return copy.status === 'held' ? noCopy : copy;
    case 'provider-removed':
      return event.inChat ? copy : noCopy;
    case 'chat-ended':
      return noCopy;
  }
}

/** Returns whether the widget would request another token at `now`, in seconds since the epoch. */
export const isExpired = (copy: TokenCopy, now: number): boolean =>
  copy.status === 'held' && copy.expiresAt !== null && now > copy.expiresAt;
