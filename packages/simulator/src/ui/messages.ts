/** All texts of the widget's UI. A text with a name or a number is a function. */
export interface WidgetUiMessages {
  /** The chat button's first line. */
  launcherTitle: string;
  /** The chat button's second line. */
  launcherStatus: string;
  /** The chat button's accessible name when there are unread messages. */
  launcherUnread(count: number): string;
  /** The panel's heading and accessible name. */
  title: string;
  /** Status under the heading while the chat starts. */
  statusConnecting: string;
  /** Status under the heading while the chat is open. */
  statusOnline: string;
  /** Status under the heading after the chat has ended. */
  statusEnded: string;
  /** Status under the heading when the chat did not start. */
  statusFailed: string;
  /** Label of the button that minimizes the panel. */
  minimise: string;
  /** Label of the button that ends the chat. */
  close: string;
  /** The accessible name of the list of messages. */
  conversation: string;
  /** Name of the bot. */
  bot: string;
  /** Name of the agent. */
  agent: string;
  /** Name of the customer. */
  customer: string;
  /** Heading while the chat starts. */
  connectingTitle: string;
  /** Text while the chat starts. */
  connectingText: string;
  /** Texts of the typing indicator. */
  typing(name: string): string;
  /** Heading of a sign-in card. */
  signInTitle: string;
  /** Text of a sign-in card without a text of its own. */
  signInText: string;
  /** Label of the button of a sign-in card. */
  signIn: string;
  /** Text of a sign-in card after the bot has received its token. */
  signInDone: string;
  /** Accessible name of the field in which the customer writes. */
  composerLabel: string;
  /** Label of the send button. */
  send: string;
  /** The question before an open chat is ended. */
  endQuestion: string;
  /** Label of the button that ends the chat. */
  endConfirm: string;
  /** Label of the button that keeps the chat. */
  endCancel: string;
  /** Text after the chat has ended. */
  ended: string;
  /** Label of the button that starts a new chat. */
  startNewChat: string;
  /** Heading when the chat did not start. */
  failedTitle: string;
  /** Texts of errors by the widget's error code (1, 2, 3, 4, 7, 8 or unknown). */
  failedText(errorCode: number | undefined): string;
  /** Line with the error code. */
  errorCode(errorCode: number): string;
  /** Label of the button that tries again. */
  tryAgain: string;
  /** Label of the button that dismisses an error. */
  dismiss: string;
}

const failures: Record<number, string> = {
  1: 'We could not pass on the details of your visit.',
  2: 'We could not confirm who you are. Please try again in a moment.',
  3: 'Please sign in, and then start the chat again.',
  4: 'Your sign-in could not be confirmed. Please sign in again.',
  7: 'The chat did not load. Check your connection or ad blocker and try again.',
  8: 'Chat is not set up on this page yet. Please come back later.',
};

/** The English texts. */
export const englishMessages: WidgetUiMessages = {
  launcherTitle: "Let's chat",
  launcherStatus: "We're online",
  launcherUnread: (count) => `Let's chat, ${count} new ${count === 1 ? 'message' : 'messages'}`,
  title: 'Chat with us',
  statusConnecting: 'Connecting',
  statusOnline: 'Online',
  statusEnded: 'Chat ended',
  statusFailed: 'Not connected',
  minimise: 'Minimise chat',
  close: 'Close chat',
  conversation: 'Conversation',
  bot: 'Virtual assistant',
  agent: 'Agent',
  customer: 'You',
  connectingTitle: 'Starting your chat',
  connectingText: 'This takes a moment. You can minimise this window meanwhile.',
  typing: (name) => `${name} is typing`,
  signInTitle: 'Sign in to continue',
  signInText: 'The virtual assistant needs to know who you are.',
  signIn: 'Sign in',
  signInDone: 'You are signed in.',
  composerLabel: 'Type your message',
  send: 'Send message',
  endQuestion: 'Do you want to end this chat?',
  endConfirm: 'End chat',
  endCancel: 'Keep chatting',
  ended: 'This chat has ended.',
  startNewChat: 'Start a new chat',
  failedTitle: 'We could not start your chat',
  failedText: (errorCode) => (errorCode === undefined ? undefined : failures[errorCode]) ?? 'Something went wrong. Please try again.',
  errorCode: (errorCode) => `Error ${errorCode}`,
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
};
