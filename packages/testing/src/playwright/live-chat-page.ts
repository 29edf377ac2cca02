import type { Conversation, Omnichannel, SignInCardOptions, SignInCardResult, SimulatorLogEntry, TestClaims } from '@lcw-auth/simulator';
import type { ChatView } from '../chat-checks.js';

/** The widget in the test's page, and Omnichannel behind it. */
export interface LiveChatPage {
  /** Omnichannel, for the agent's and the administrator's side. It runs in the test's process, so that reloads and tabs share it. */
  readonly omnichannel: Omnichannel;
  /** All conversations as the agent sees them, oldest first. */
  conversations(): Promise<readonly Conversation[]>;
  /** The newest conversation as the agent sees it, or null when there is none. */
  conversation(): Promise<Conversation | null>;
  /** The agent's view and the customer's panel, which the matchers read. */
  view(): Promise<ChatView>;
  /**
   * Responds to requests for this URL of the portal with tokens that Omnichannel accepts. When `claims` is null, it responds 401,
   * because no user is signed in. Use it to test a front end without its server. A later call for the same URL replaces this one.
   */
  serveTokens(url: string | RegExp, claims?: TestClaims | null): Promise<void>;
  /** Raises `lcw:ready` now, for `readyAfter: 'never'`. */
  ready(): Promise<void>;
  /** Opens the chat for the customer. Resolves when it is open, or when its error pane is shown. */
  startChat(): Promise<void>;
  /** Ends the chat for the customer. */
  endChat(): Promise<void>;
  /** Sends a message of the customer. */
  sendMessage(text: string): Promise<void>;
  /** Sends a message of the bot (default) or the agent. */
  receiveMessage(text: string, from?: 'bot' | 'agent'): Promise<void>;
  /** Sends a sign-in card of the bot. Resolves when the widget has decided whether to show it, after 1 or 2 seconds. */
  sendSignInCard(card?: SignInCardOptions): Promise<SignInCardResult>;
  /** The events in the page, oldest first, without secrets. */
  log(): Promise<readonly SimulatorLogEntry[]>;
}
