/** Every text that the components show. */
export interface LiveChatMessages {
  /** Heading of the sign-in card. */
  signInTitle: string;
  /** Why to sign in. */
  signInReason: string;
  /** The sign-in card's button. */
  signIn: string;
  /** The button while the person signs in. */
  signingIn: string;
  /** While the token is on its way to the bot. */
  completing: string;
  /** Said when the card leaves because the sign-in worked. */
  signedIn: string;
  /** `onSignIn` failed. */
  signInFailed: string;
  /** Heading of a card whose request is too old. */
  expiredTitle: string;
  /** What to do then. */
  expiredReason: string;
  /** Where the card can be completed in the chat alone. */
  signInInChat: string;
  /** Takes the card away. */
  dismiss: string;
  /** The chat button. */
  openChat: string;
  /** The chat button while the chat opens. */
  chatOpening: string;
  /** Said when the chat did not open. */
  chatFailed: string;
  /** There is no widget on the page. */
  chatUnavailable: string;
  /** Tries again. */
  retry: string;
}

/** The default texts. */
export const english: LiveChatMessages = {
  signInTitle: 'The assistant asks you to sign in',
  signInReason: 'Sign in here to go on. Your chat stays open.',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  completing: 'One moment, telling the assistant…',
  signedIn: 'You are signed in. The assistant goes on in the chat.',
  signInFailed: 'That did not work. Please try again.',
  expiredTitle: 'This sign-in request has expired',
  expiredReason: 'Ask the assistant again in the chat, and it sends a new one.',
  signInInChat: 'Use the sign-in button in the chat to go on.',
  dismiss: 'Dismiss',
  openChat: 'Chat with us',
  chatOpening: 'Opening the chat…',
  chatFailed: 'The chat did not open. Please try again.',
  chatUnavailable: 'The chat is not available right now.',
  retry: 'Try again',
};
