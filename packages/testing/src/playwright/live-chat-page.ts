import type { Conversation, Omnichannel, SignInCardOptions, SignInCardResult, SimulatorLogEntry, TestClaims } from '@lcw-auth/simulator';
import type { ChatView } from '../chat-checks.js';

/** The widget in the test's page, and Omnichannel behind it. */
export interface LiveChatPage {
  /** Omnichannel, in the test's process: the agent's and the administrator's side. Reloads and further tabs share it. */
  readonly omnichannel: Omnichannel;
  /** All conversations as the agent sees them, oldest first. */
  conversations(): Promise<readonly Conversation[]>;
  /** The newest conversation as the agent sees it; null before the first. */
  conversation(): Promise<Conversation | null>;
  /** The agent's view and the person's panel: what the matchers look at. */
  view(): Promise<ChatView>;
  /**
   * Answers that URL of the portal with tokens that Omnichannel accepts; with claims null, 401: nobody is signed in.
   * For front ends that are tested without their server. The last call for a URL wins.
   */
  serveTokens(url: string | RegExp, claims?: TestClaims | null): Promise<void>;
  /** Raises `lcw:ready` now, for `readyAfter: 'never'`. */
  ready(): Promise<void>;
  /** The person opens the chat. Resolves when it is open, or when its error pane shows. */
  startChat(): Promise<void>;
  /** The person ends the chat. */
  endChat(): Promise<void>;
  /** The person writes. */
  sendMessage(text: string): Promise<void>;
  /** The bot (by default) or the agent writes. */
  receiveMessage(text: string, from?: 'bot' | 'agent'): Promise<void>;
  /** The bot sends a sign-in card; resolves when the widget has decided (1 or 2 seconds later). */
  sendSignInCard(card?: SignInCardOptions): Promise<SignInCardResult>;
  /** What happened in the page, oldest first, without secrets. */
  log(): Promise<readonly SimulatorLogEntry[]>;
}
