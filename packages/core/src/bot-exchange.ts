import { createBotTokens } from './bot-token.js';
import { isSignedIn } from './card-decision.js';
import { liveChatAuthError } from './error-of.js';
import { isLiveChatAuthError, type LiveChatAuthError } from './errors.js';
import type { BotSsoOptions } from './options.js';
import { postBotToken } from './post-bot-token.js';
import type { SignIn } from './sign-in.js';
import type { BotSsoOutcome } from './state.js';
import type { Tabs } from './tabs.js';

/** A running exchange. It ends once: by its own outcome or another tab's, the URL's expiry, or the person's leaving. */
export interface BotExchange {
  outcome: Promise<BotSsoOutcome>;
  end(outcome: BotSsoOutcome): void;
}

/** Finds a token for a card and posts it to the card's URL. */
export interface BotExchanges {
  /** @param onEnd Told once, before `outcome` resolves. */
  start(signInId: string, href: string, onEnd: (outcome: BotSsoOutcome) => void): BotExchange;
  /** A chat starts: fetches the token before a card comes. */
  warm(): void;
  /** Somebody has signed in: what still looks for a token looks again. */
  arrived(): void;
  /** Forgets the token. */
  drop(): void;
  /** Ends what runs as well. */
  stop(): void;
}

interface Surroundings {
  options(): BotSsoOptions | undefined;
  userId(): string | null;
  tabs: Tabs;
  signIn: SignIn;
}

export const failed = (error: LiveChatAuthError): BotSsoOutcome => ({ type: 'failed', error });

export function createBotExchanges({ options, userId, tabs, signIn }: Surroundings): BotExchanges {
  const tokens = createBotTokens(options);
  const running = new Set<BotExchange>();
  /** How often somebody has signed in. */
  let arrivals = 0;
  /** Who looks for a token meanwhile. Functions, not one promise for all: what waits on a promise stays with it. */
  const looking = new Set<() => void>();
  function arrived() {
    arrivals += 1;
    for (const lookAgain of [...looking]) lookAgain();
  }

  /** Never rejects. */
  async function exchange(signInId: string, href: string, signal: AbortSignal): Promise<BotSsoOutcome> {
    for (;;) {
      const before = arrivals;
      const outcome = await attempt(signInId, href, signal).catch((error: unknown) =>
        failed(isLiveChatAuthError(error) ? error : liveChatAuthError('bot-post-failed')),
      );
      // Somebody has signed in meanwhile: with their token the card needs no second round.
      if (isSignedIn(outcome) || signal.aborted || before === arrivals) return outcome;
    }
  }

  async function attempt(signInId: string, href: string, signal: AbortSignal): Promise<BotSsoOutcome> {
    const token = await tokenOrArrival(signInId, signal);
    return token ? tabs.once(signInId, signal, () => post(href, token, signal)) : { type: 'no-token' };
  }

  /** The token; null where there is none, and as soon as it is to be looked for anew or not at all. */
  function tokenOrArrival(signInId: string, signal: AbortSignal): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const lookAgain = () => {
        looking.delete(lookAgain);
        resolve(null);
      };
      looking.add(lookAgain);
      signal.addEventListener('abort', lookAgain);
      findToken(signInId, signal).then(resolve, reject).finally(lookAgain);
    });
  }

  async function findToken(signInId: string, signal: AbortSignal): Promise<string | null> {
    const find = () => tokens.get({ userId: userId(), signInId, signal });
    const token = await find();
    if (token !== null || userId() !== null || signal.aborted || !signIn.isPossible()) return token;
    await signIn.need('bot');
    return find();
  }

  async function post(href: string, token: string, signal: AbortSignal): Promise<BotSsoOutcome> {
    const outcome = await postBotToken(href, token, signal);
    const isRefused = outcome.type === 'posted' && outcome.httpStatus >= 400 && outcome.httpStatus < 500;
    if (isRefused && !isSignedIn(outcome)) tokens.drop();
    return outcome;
  }

  return {
    start(signInId, href, onEnd) {
      const controller = new AbortController();
      let settle: BotExchange['end'] = () => {};
      const started: BotExchange = {
        outcome: new Promise((resolve) => {
          settle = resolve;
        }),
        end(outcome) {
          if (!running.delete(started)) return;
          controller.abort();
          onEnd(outcome);
          settle(outcome);
        },
      };
      running.add(started);
      void exchange(signInId, href, controller.signal).then(started.end);
      return started;
    },
    warm() {
      const person = userId();
      if (options() && person !== null) tokens.warm(person);
    },
    arrived,
    drop: () => tokens.drop(),
    stop() {
      tokens.drop();
      for (const each of running) each.end({ type: 'no-token' });
    },
  };
}
