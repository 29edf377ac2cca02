import { signInActivity } from './bot/activity.js';
import { botTokenService, type BotTokenService } from './bot/bot-token-service.js';
import type { Omnichannel } from './omnichannel/omnichannel.js';
import type { SignInCardResult } from './widget/incoming.js';
import type { Lifetime } from './widget/lifetime.js';

/** Options of `sendSignInCard`. */
export interface SignInCardOptions {
  /** The id in the button's URL and in the bot token URL's `state`. Default: a new id. Null: the button's URL contains no id. */
  signInId?: string | null | undefined;
  /** The bot token URL. Default: a new URL of the bot token service. Null: the card has no bot token URL. */
  sasUrl?: string | null | undefined;
  /** Type of the card. Default 'oauth'. */
  type?: 'oauth' | 'signin' | undefined;
  /** Text of the card. Default 'Please sign in to continue.' */
  text?: string | undefined;
}

/** Sends cards and waits for the widget's decisions. */
export interface SignInCards {
  send(conversationId: string, options: SignInCardOptions, lifetime: Lifetime): Promise<SignInCardResult>;
  decided(messageId: string, outcome: SignInCardResult): void;
}

/** Number of decisions that are kept for `send` calls that come later. */
const limit = 100;

export function createSignInCards(omnichannel: Omnichannel, service: BotTokenService = botTokenService()): SignInCards {
  const outcomes = new Map<string, SignInCardResult>();
  const waiting = new Map<string, (outcome: SignInCardResult) => void>();
  return {
    async send(conversationId, { signInId, sasUrl, ...card }, lifetime) {
      const permission = service.issue(signInId ?? undefined);
      const activity = signInActivity({
        ...card,
        signInId: signInId === undefined ? permission.signInId : signInId,
        sasUrl: sasUrl === undefined ? permission.sasUrl : sasUrl,
      });
      const messageId = await omnichannel.send(conversationId, { from: 'bot', activity });
      if (messageId === null) throw new Error('sendSignInCard: the conversation has ended.');
      const known = outcomes.get(messageId);
      if (known) return known;
      return lifetime
        .during(new Promise<SignInCardResult>((resolve) => waiting.set(messageId, resolve)))
        .finally(() => waiting.delete(messageId));
    },
    decided(messageId, outcome) {
      const waiter = waiting.get(messageId);
      if (waiter) return waiter(outcome);
      outcomes.set(messageId, outcome);
      const [oldest] = outcomes.keys();
      if (outcomes.size > limit && oldest !== undefined) outcomes.delete(oldest);
    },
  };
}
