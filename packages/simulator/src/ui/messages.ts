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
  statusConnecting: string;
  statusOnline: string;
  statusEnded: string;
  statusFailed: string;
  minimise: string;
  close: string;
  /** The accessible name of the list of messages. */
  conversation: string;
  /** Names in front of messages. */
  bot: string;
  agent: string;
  customer: string;
  connectingTitle: string;
  connectingText: string;
  /** Texts of the typing indicator. */
  typing(name: string): string;
  signInTitle: string;
  signInText: string;
  signIn: string;
  signInDone: string;
  composerLabel: string;
  send: string;
  /** The question before an open chat is ended. */
  endQuestion: string;
  endConfirm: string;
  endCancel: string;
  ended: string;
  startNewChat: string;
  failedTitle: string;
  /** Texts of errors by the widget's error code (1, 2, 3, 4, 7, 8 or unknown). */
  failedText(errorCode: number | undefined): string;
  errorCode(errorCode: number): string;
  tryAgain: string;
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
