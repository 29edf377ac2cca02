import { toLiveChatAuthError, type LiveChatAuthError } from '../errors.js';
import type { Problem } from '../events.js';
import { activeUserId } from '../identity/identity.js';
import type { IdentityStore } from '../identity/identity-store.js';
import type { BotSsoOptions } from '../options.js';
import type { SignIn } from '../sign-in/sign-in.js';
import type { BotSsoOutcome } from '../state.js';
import type { Tabs } from '../tabs/tabs.js';
import { createBotTokenCache } from './bot-token.js';
import { isSignedIn } from './decide-card.js';
import { postBotToken } from './post-bot-token.js';

/** A running exchange for one card. It ends once, with its own outcome or with the outcome that `end` receives. */
export interface BotExchange {
  outcome: Promise<BotSsoOutcome>;
  /** True when the next post is the first one for this showing of the card. False after the exchange has waited for a sign-in. */
  isFirstPost(): boolean;
  end(outcome: BotSsoOutcome): void;
}

/** Finds a token for a card and posts it to the card's URL. */
export interface BotExchanges {
  /** @param onEnd Called once, before `outcome` resolves. */
  start(signInId: string, href: string, isFirstPost: boolean, onEnd: (outcome: BotSsoOutcome) => void): BotExchange;
  /** Fetches the token at the start of a chat, before a card arrives. */
  warm(): void;
  /** Restarts the search for a token in running exchanges, because a user signed in. */
  userArrived(): void;
  /** Discards the token. */
  discardToken(): void;
  /** Ends all exchanges and discards the token. */
  stop(): void;
}

interface BotExchangeDependencies {
  options(): BotSsoOptions | undefined;
  identity: IdentityStore;
  tabs: Tabs;
  signIn: SignIn;
  onProblem(problem: Problem): void;
}

export const failed = (error: LiveChatAuthError): BotSsoOutcome => ({ type: 'failed', error });

export function createBotExchanges({ options, identity, tabs, signIn, onProblem }: BotExchangeDependencies): BotExchanges {
  const tokens = createBotTokenCache(options, onProblem);
  const running = new Set<BotExchange>();
  /** Aborts when a user signs in. */
  let arrival = new AbortController();

  /** Never rejects. */
  async function exchange(attempt: () => Promise<BotSsoOutcome>, signal: AbortSignal, onRepeat: () => void): Promise<BotSsoOutcome> {
    for (;;) {
      const arrivalSignal = arrival.signal;
      const outcome = await attempt().catch((error: unknown) => failed(toLiveChatAuthError(error, 'bot-post-failed')));
      if (isSignedIn(outcome) || signal.aborted || !arrivalSignal.aborted) return outcome;
      // The user signed in during this attempt. The next attempt replaces the post of `completeSignIn`.
      onRepeat();
    }
  }

  /** Resolves to the token, or to null when there is none or when the search must start again. */
  function findTokenUntilArrival(find: () => Promise<string | null>, signal: AbortSignal): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const ends = [signal, arrival.signal];
      const stop = () => {
        for (const end of ends) end.removeEventListener('abort', stop);
        resolve(null);
      };
      for (const end of ends) end.addEventListener('abort', stop);
      find().then(resolve, reject).finally(stop);
    });
  }

  async function findToken(signInId: string, signal: AbortSignal, onWaitForSignIn: () => void): Promise<string | null> {
    const find = async () => {
      await identity.whenKnown(signal);
      return tokens.get({ userId: activeUserId(identity.get()), signInId, signal });
    };
    const token = await find();
    await identity.whenKnown(signal);
    if (token !== null || activeUserId(identity.get()) !== null || signal.aborted || !signIn.isPossible()) return token;
    onWaitForSignIn();
    await signIn.request('bot');
    return find();
  }

  async function post(href: string, token: string, signal: AbortSignal): Promise<BotSsoOutcome> {
    // The session may have become unknown while the token was fetched or another tab posted.
    await identity.whenKnown(signal);
    const outcome = await postBotToken(href, token, options()?.tokenExchange === true, signal);
    const isRefused = outcome.type === 'posted' && outcome.httpStatus >= 400 && outcome.httpStatus < 500;
    if (isRefused && !isSignedIn(outcome)) tokens.discard();
    return outcome;
  }

  return {
    start(signInId, href, isFirst, onEnd) {
      const controller = new AbortController();
      const { signal } = controller;
      let isFirstPost = isFirst;
      let settle: BotExchange['end'] = () => {};
      const laterPost = () => {
        isFirstPost = false;
      };
      const started: BotExchange = {
        outcome: new Promise((resolve) => {
          settle = resolve;
        }),
        isFirstPost: () => isFirstPost,
        end(outcome) {
          if (!running.delete(started)) return;
          controller.abort();
          onEnd(outcome);
          settle(outcome);
        },
      };
      async function attempt(): Promise<BotSsoOutcome> {
        const token = await findTokenUntilArrival(() => findToken(signInId, signal, laterPost), signal);
        return token === null ? { type: 'no-token' } : tabs.once(signInId, signal, () => post(href, token, signal));
      }
      running.add(started);
      void exchange(attempt, signal, laterPost).then(started.end);
      return started;
    },
    warm() {
      const userId = activeUserId(identity.get());
      if (options() && userId !== null) tokens.warm(userId);
    },
    userArrived() {
      arrival.abort();
      arrival = new AbortController();
    },
    discardToken: () => tokens.discard(),
    stop() {
      tokens.discard();
      for (const each of [...running]) each.end({ type: 'no-token' });
    },
  };
}
