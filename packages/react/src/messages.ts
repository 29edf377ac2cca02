/** Every text that the components show. */
export interface LiveChatMessages {
  /** Heading of the sign-in card. */
  signInTitle: string;
  /** Why the user should sign in. */
  signInReason: string;
  /** Label of the sign-in card's button. */
  signIn: string;
  /** Label of the button while the user signs in. */
  signingIn: string;
  /** Shown while the token is being posted to the bot. */
  completing: string;
  /** Shown when the sign-in succeeded. */
  signedIn: string;
  /** Shown when `onSignIn` failed. */
  signInFailed: string;
  /** Heading of a card that has expired. */
  expiredTitle: string;
  /** What the user can do about an expired card. */
  expiredReason: string;
  /** Shown for a card that only the chat can complete. */
  signInInChat: string;
  /** Label of the button that removes a card or a hint. */
  dismiss: string;
  /** Label of the chat button. */
  openChat: string;
  /** Label of the chat button while the chat opens. */
  chatOpening: string;
  /** Shown when the chat did not open. */
  chatFailed: string;
  /** Heading of the hint to start a new chat after a sign-in. */
  reconnectTitle: string;
  /** Why the user should start a new chat. */
  reconnectReason: string;
  /** Label of the button that starts the new chat. */
  reconnect: string;
  /** Shown when the page has no widget. */
  chatUnavailable: string;
  /** Label of the button that tries again. */
  retry: string;
}

/** The default texts. */
export const english: LiveChatMessages = {
  signInTitle: 'The assistant asks you to sign in',
  signInReason: 'Sign in here to continue. Your chat stays open.',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  completing: 'One moment, the assistant is being informed…',
  signedIn: 'You are signed in. The assistant continues in the chat.',
  signInFailed: 'The sign-in did not work. Please try again.',
  expiredTitle: 'This sign-in request has expired',
  expiredReason: 'Ask the assistant again in the chat to get a new one.',
  signInInChat: 'Use the sign-in button in the chat to continue.',
  dismiss: 'Dismiss',
  openChat: 'Chat with us',
  chatOpening: 'Opening the chat…',
  chatFailed: 'The chat did not open. Please try again.',
  reconnectTitle: 'You are signed in now',
  reconnectReason: 'This chat started before you signed in, so it stays anonymous. Start a new chat to continue as yourself.',
  reconnect: 'Start a new chat',
  chatUnavailable: 'The chat is not available right now.',
  retry: 'Try again',
};
