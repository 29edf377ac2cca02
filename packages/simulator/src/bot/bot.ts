import type { Conversation } from '../omnichannel/conversation.js';
import type { SignInActivityOptions } from './activity.js';

/** A bot in the workstream. An error that it throws becomes a system message, and the conversation continues. */
export interface Bot {
  /** Runs when a customer has opened a chat. */
  onStart?: ((chat: BotChat) => void | Promise<void>) | undefined;
  /** Runs when the customer has sent a message. */
  onMessage?: ((text: string, chat: BotChat) => void | Promise<void>) | undefined;
}

/** What a bot can do in its conversation. */
export interface BotChat {
  /** The current conversation. */
  readonly conversation: Conversation;
  /** Sends a message of the bot. */
  say(text: string): void;
  /** Shows or hides that the bot is typing. */
  setTyping(typing: boolean): void;
  /**
   * Sends a sign-in card and waits until the bot token service has a token for it, the URL expires or the chat ends.
   * @throws Error when Omnichannel was created without a bot token service.
   */
  askToSignIn(card?: Partial<SignInActivityOptions>): Promise<SignInOutcome>;
}

/** How a sign-in card ended. */
export type SignInOutcome =
  | { status: 'signed-in'; /** The customer's id, from `verifyToken`. */ subject: string }
  | { status: 'not-signed-in' };
