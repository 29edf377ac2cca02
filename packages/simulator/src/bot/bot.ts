import type { Conversation } from '../omnichannel/conversation.js';
import type { SignInActivityOptions } from './activity.js';

/** A bot in the workstream. What it throws is logged as a system message, and the conversation goes on. */
export interface Bot {
  /** A customer has opened a chat. */
  onStart?(chat: BotChat): void | Promise<void>;
  /** The customer has said something. */
  onMessage?(text: string, chat: BotChat): void | Promise<void>;
}

/** What a bot may do in its conversation. */
export interface BotChat {
  /** As it is now. */
  readonly conversation: Conversation;
  say(text: string): void;
  setTyping(typing: boolean): void;
  /**
   * Sends a sign-in card and waits until the bot token service has a token for it, the URL expires or the chat ends.
   * @throws Error when Omnichannel was made without a bot token service.
   */
  askToSignIn(card?: Partial<SignInActivityOptions>): Promise<SignInOutcome>;
}

/** How a sign-in card ended. */
export type SignInOutcome =
  | { status: 'signed-in'; /** What `verifyToken` said of the customer. */ subject: string }
  | { status: 'not-signed-in' };
