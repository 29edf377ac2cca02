import { signInActivity } from './bot/activity.js';
import { botTokenService, type BotTokenService } from './bot/bot-token-service.js';
import type { Omnichannel } from './omnichannel/omnichannel.js';
import type { SignInCardResult } from './widget/incoming.js';
import type { Lifetime } from './widget/lifetime.js';

/** What the bot's card may say. */
export interface SignInCardOptions {
  /** In the button's URL and the bot token URL's `state`. Default: a new one. null: a button URL that names none. */
  signInId?: string | null;
  /** The bot token URL. Default: the bot token service's, valid for a minute. null: the card has none. */
  sasUrl?: string | null;
  /** Default 'oauth'. */
  type?: 'oauth' | 'signin';
  text?: string;
}

/** Sends cards and waits for the widget's decisions. */
export interface SignInCards {
  send(conversationId: string, options: SignInCardOptions, lifetime: Lifetime): Promise<SignInCardResult>;
  decided(messageId: string, outcome: SignInCardResult): void;
}

/** Decisions kept for cards whose sender has not asked yet. */
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
