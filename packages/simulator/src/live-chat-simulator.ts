import type { WidgetErrorCode } from '@lcw-auth/core';
import type { ChatAuthenticationSetting } from './omnichannel/chat-authentication-setting.js';
import type { Conversation } from './omnichannel/conversation.js';
import type { Workstream } from './omnichannel/workstream.js';
import type { SimulatorLogEntry } from './simulator-log.js';
import type { SimulatorState } from './simulator-state.js';

/** Options of `createLiveChatSimulator`. */
export interface LiveChatSimulatorOptions {
  /** 'v1' is the iframe era, 'v2' the current one. Default 'v2'. */
  generation?: 'v1' | 'v2';
  /** The widget's chat authentication setting. Without one the widget never asks, and Authenticated is No. */
  setting?: ChatAuthenticationSetting | null;
  /** The workstream behind the widget. Without one any context variable is accepted and there is one queue. */
  workstream?: Workstream;
  /** Milliseconds from `install()` to `lcw:ready`, or 'never'. Default 0 (a timer's turn); `ready()` is at once. */
  readyAfter?: number | 'never';
  /** Sign-in is optional (mid-auth): no token is legal and the chat goes on anonymously. Default false. */
  optionalSignIn?: boolean;
  /** The page. Default: the global window. Timers and dates are the global ones, so fake time works. */
  window?: Window;
  /** How the public key URL is fetched. Default: the global fetch. */
  fetch?: (request: Request) => Promise<Response>;
}

/** What became of one sign-in card. */
export interface SignInCardResult {
  shown: boolean;
  /** Milliseconds from the card's arrival to the widget's decision. */
  afterMs: number;
  /** How often a bot provider was called for this card. */
  providerCalls: number;
}

/** What the bot's card may say. */
export interface SignInCardOptions {
  /** In the button's URL and the bot token URL's `state`. Default: a new one. null: a button URL that names none. */
  signInId?: string | null;
  /** The bot token URL. Default: one of token.botframework.com that is valid for a minute. */
  sasUrl?: string | null;
  /** Default 'oauth'. */
  type?: 'oauth' | 'signin';
  text?: string;
}

/** The chat was not opened. */
export class ChatNotStartedError extends Error {
  override readonly name = 'ChatNotStartedError';
  /** As in the widget's `lcw:error`. */
  readonly errorCode: WidgetErrorCode;
  constructor(errorCode: WidgetErrorCode, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}

/** Microsoft's widget on a page, its bot, and (unless one is given) an Omnichannel of its own. */
export interface LiveChatSimulator {
  /** Puts the widget on the page; returns what takes it off again with every timer and listener. Once at a time. */
  install(): () => void;
  /** Raises `lcw:ready` now. Once per page: a second call does nothing. */
  ready(): void;
  /** The person opens the chat. Rejects with a ChatNotStartedError when the widget shows its error pane instead. */
  startChat(): Promise<Conversation>;
  /** The bot sends a sign-in card into the open chat; resolves when the widget has decided (1 or 2 seconds later). */
  sendSignInCard(options?: SignInCardOptions): Promise<SignInCardResult>;
  /** Raises `lcw:error` with that code. */
  reportError(code: WidgetErrorCode): void;
  /** The person sends a message. */
  sendMessage(text: string): void;
  /** The bot or the agent sends a message. */
  receiveMessage(text: string, from?: 'bot' | 'agent'): void;
  /** The bot or the agent starts typing; null: nobody is. */
  setTyping(who: 'bot' | 'agent' | null): void;
  /** The person ends the chat: asks for a token where v2 needs one. */
  endChat(): Promise<void>;
  minimize(): void;
  maximize(): void;
  /** All conversations of its Omnichannel, newest last, as the agent sees them. */
  readonly conversations: readonly Conversation[];
  /** What happened, oldest first, without secrets. */
  readonly log: readonly SimulatorLogEntry[];
  /** What the panel shows. Keeps its identity until something changes. */
  getState(): SimulatorState;
  /** Calls `listener` after every change; returns what ends it. */
  subscribe(listener: () => void): () => void;
}

export declare function createLiveChatSimulator(options?: LiveChatSimulatorOptions): LiveChatSimulator;
