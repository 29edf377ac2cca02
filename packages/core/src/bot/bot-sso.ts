import { ignoreErrors } from '../foreign-code.js';
import { LiveChatAuthError } from '../errors.js';
import type { Emit, Problem } from '../events.js';
import type { IdentityStore } from '../identity/identity-store.js';
import type { BotSsoOptions } from '../options.js';
import type { SignIn } from '../sign-in/sign-in.js';
import type { BotCard, BotSsoOutcome, LiveChatAuthState } from '../state.js';
import type { Store } from '../store.js';
import type { Tabs } from '../tabs/tabs.js';
import { cardTimeout, isCardShown } from '../time-limits.js';
import type { BotAuthTokenCallback } from '../widget/sdk.js';
import { createBotExchanges, failed, type BotExchange } from './bot-exchange.js';
import { parseBotTokenUrl, usualLife } from './bot-token-url.js';
import { decideCard, isPermanent, isSignedIn } from './decide-card.js';
import { createKnownCards } from './known-cards.js';
import { newestCard } from './newest-card.js';
import { nextCard, receivedCard, type CardEvent } from './next-card.js';

/** Exchanges a token for each of the bot's sign-in cards and decides for the widget whether a card is shown. */
export interface BotSso {
  /** Responds to one call of the bot provider by the widget. Calls the callback exactly once, before the promise resolves. Never rejects. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
  /** Fetches the token at the start of a chat, before a card arrives. */
  warm(): void;
  /** Posts the token for the visible cards, or for the given card, because the user signed in. */
  completeSignIn(signInId?: string): Promise<void>;
  /** Takes over the outcome of a card that another tab settled `age` milliseconds ago. */
  learn(signInId: string, outcome: BotSsoOutcome, age: number): void;
  /** Applies new bot options. */
  optionsChanged(): void;
  /** Discards the old token and restarts the search for a token in running exchanges, because a user signed in. */
  userArrived(): void;
  /** Ends all exchanges and forgets the cards and the token, because the client disconnects. */
  stop(): void;
  /** Like `stop`, and also forgets which cards were exchanged, because the user left. */
  reset(): void;
}

interface BotSsoDependencies {
  options(): BotSsoOptions | undefined;
  identity: IdentityStore;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  tabs: Tabs;
  signIn: SignIn;
  /** Called with what the app's `getToken` threw, which no event contains. */
  onProblem(problem: Problem): void;
}

/** One showing of a card: from the widget's request until the widget requests a decision about the same card again. */
interface Entry {
  card: BotCard;
  /** Time of the widget's first request, by the monotonic clock, in milliseconds. */
  receivedAt: number;
  url: { status: 'usable'; href: string } | { status: 'refused' | 'expired' | 'used' };
  exchange: BotExchange | null;
  expiry?: ReturnType<typeof setTimeout>;
}

/** Requests of several tabs within this time concern the same showing, in milliseconds. */
const sameShowing = 1_000;
const maxCards = 20;

export function createBotSso({ options, identity, store, emit, tabs, signIn, onProblem }: BotSsoDependencies): BotSso {
  const exchanges = createBotExchanges({ options, identity, tabs, signIn, onProblem });
  /** Entries by sign-in id, oldest first. */
  const entries = new Map<string, Entry>();
  const known = createKnownCards();
  /** Resolves after the task in which the previous callback ran. */
  let previousAnswer: Promise<unknown> = Promise.resolve();

  const parse = (url: unknown) => parseBotTokenUrl(url, options()?.allowedHosts ?? [], Date.now());

  function publish() {
    const present = store.get().botSso.cards;
    const next = [...entries.values()].map(({ card }) => card).toReversed();
    const isSame = next.length === present.length && next.every((card, index) => card === present[index]);
    const cards = isSame ? present : next;
    store.set({ botSso: { cards, ...(options() ? newestCard(cards[0]) : { status: 'disabled' as const }) } });
  }

  function dispatch(entry: Entry, event: CardEvent) {
    const before = entry.card;
    entry.card = nextCard(before, event);
    if (entry.card !== before) publish();
  }

  function remove(entry: Entry) {
    clearTimeout(entry.expiry);
    entries.delete(entry.card.signInId);
    entry.exchange?.end({ type: 'no-token' });
  }

  /** Returns the entry for a request of the widget. The widget may request a decision several times for one showing. */
  function receive(botTokenUrl: unknown): Entry {
    const url = parse(botTokenUrl);
    // Nothing in a refused URL is trusted, including its sign-in id.
    const isRefused = url instanceof LiveChatAuthError;
    const signInId = isRefused ? '' : url.signInId;
    const before = entries.get(signInId);
    if (before?.card.visibility === 'held' && !isRefused) return before;

    clearTimeout(before?.expiry);
    const entry: Entry = {
      card: receivedCard(signInId),
      receivedAt: performance.now(),
      url: isRefused ? { status: 'refused' } : { status: 'usable', href: url.href },
      exchange: before?.exchange ?? null,
    };
    entries.delete(signInId);
    entries.set(signInId, entry);
    if (entries.size > maxCards) remove(entries.values().next().value!);
    emit({ type: 'card-received', signInId });
    publish();
    if (isRefused) settle(signInId, failed(url));
    else begin(entry, url.usableFor);
    return entry;
  }

  /** Always tries the first post for a showing. The service decides whether the URL has expired, not the device's clock. */
  function begin(entry: Entry, usableFor: number) {
    const outcome = known.find(entry.card.signInId);
    if (outcome) {
      entry.url = { status: 'used' };
      return dispatch(entry, { type: 'settled', outcome });
    }
    entry.expiry = setTimeout(expire, usableFor, entry, usableFor);
    if (options()) run(entry, true);
  }

  /** Posts the token, or joins the running exchange. */
  function run(entry: Entry, isFirstPost: boolean): BotExchange | null {
    if (entry.url.status !== 'usable') return null;
    const { signInId } = entry.card;
    entry.exchange ??= exchanges.start(signInId, entry.url.href, isFirstPost, (outcome) => settle(signInId, outcome));
    return entry.exchange;
  }

  /** Ends a card whose URL has expired. A first post that still runs may take a full minute, independently of the URL's expiry. */
  function expire(entry: Entry, after: number) {
    const outcome = failed(new LiveChatAuthError('bot-url-expired'));
    const left = entry.exchange?.isFirstPost() ? usualLife - after : 0;
    if (left <= 0) return closeUrl(entry, 'expired', outcome);
    entry.url = { status: 'expired' };
    entry.expiry = setTimeout(closeUrl, left, entry, 'expired', outcome);
  }

  /** Marks the URL as unusable and expires the card. */
  function closeUrl(entry: Entry, status: 'refused' | 'expired', outcome: BotSsoOutcome) {
    store.transaction(() => {
      entry.url = { status };
      entry.exchange?.end(outcome);
      dispatch(entry, { type: 'expired', outcome });
    });
  }

  /** Checks the URL again, because new options may allow other hosts. */
  function recheck(entry: Entry) {
    const url = options() && entry.url.status === 'usable' ? parse(entry.url.href) : null;
    if (url instanceof LiveChatAuthError) closeUrl(entry, 'refused', failed(url));
  }

  /** Handles the end of an exchange, in this tab or another tab, before or after the widget received the decision. */
  function settle(signInId: string, outcome: BotSsoOutcome) {
    store.transaction(() => {
      if (isPermanent(outcome)) known.add(signInId, { type: 'already-signed-in' });
      const error = outcome.type === 'failed' ? outcome.error : null;
      emit({ type: 'card-settled', signInId, outcome: outcome.type, ...(error && { code: error.code }) }, error ? { error } : undefined);
      const entry = entries.get(signInId);
      if (!entry) return;
      entry.exchange = null;
      dispatch(entry, { type: 'settled', outcome });
      if (isSignedIn(outcome)) {
        entry.url = { status: 'used' };
        clearTimeout(entry.expiry);
      } else if (entry.url.status === 'expired') dispatch(entry, { type: 'expired', outcome });
    });
  }

  /** Resolves to the outcome, or to `timeout` at the time limit of this showing. */
  function inTime(exchange: BotExchange, receivedAt: number): Promise<BotSsoOutcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, receivedAt + cardTimeout(options()) - performance.now(), { type: 'timeout' });
      void exchange.outcome.then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    });
  }

  /**
   * v1 stores the last answer in a static variable and reads it after the provider's promise resolves. So the promise
   * resolves directly after its callback, and the next card's callback runs in a later task. The callback's return value is ignored.
   */
  function inTurn(callback: () => void): Promise<void> {
    const answered = previousAnswer.then(() => ignoreErrors(callback));
    previousAnswer = answered.then(() => new Promise((resolve) => setTimeout(resolve)));
    return answered;
  }

  function clear() {
    for (const entry of [...entries.values()]) remove(entry);
    exchanges.stop();
    publish();
  }

  return {
    async answerCard(botTokenUrl, callback) {
      const { entry, exchange } = store.transaction(() => {
        const received = receive(botTokenUrl);
        return { entry: received, exchange: received.exchange };
      });
      const outcome = entry.card.outcome ?? (exchange ? await inTime(exchange, entry.receivedAt) : { type: 'no-token' as const });
      const show = decideCard(outcome, options()?.decide);
      await inTurn(() => callback({ show }));
      const afterMs = Math.round(performance.now() - entry.receivedAt);
      store.transaction(() => {
        emit({ type: 'card-answered', signInId: entry.card.signInId, show, outcome: outcome.type, afterMs });
        dispatch(entry, { type: 'answered', shown: isCardShown(show, afterMs, options()), outcome });
        if (entry.url.status === 'expired') dispatch(entry, { type: 'expired', outcome });
      });
    },

    warm: () => exchanges.warm(),
    userArrived() {
      exchanges.discardToken();
      exchanges.userArrived();
    },

    async completeSignIn(signInId) {
      exchanges.userArrived();
      const running = store.transaction(() =>
        [...entries.values()].flatMap((entry) => {
          const { card } = entry;
          const isMeant = signInId === undefined || signInId === card.signInId;
          const isWaiting = card.status === 'sign-in-required' && card.visibility === 'shown';
          if (!isMeant || !isWaiting || entry.url.status !== 'usable') return [];
          dispatch(entry, { type: 'exchange-started' });
          return run(entry, false) ?? [];
        }),
      );
      await Promise.all(running.map(({ outcome }) => outcome));
    },

    learn(signInId, outcome, age) {
      const entry = entries.get(signInId);
      const until = isPermanent(outcome) ? Infinity : performance.now() - age + sameShowing;
      const isThisShowing = entry !== undefined && entry.receivedAt < until;
      if (isThisShowing && entry.exchange) return entry.exchange.end(outcome);
      if (isThisShowing && isSignedIn(outcome)) settle(signInId, outcome);
      known.add(signInId, isPermanent(outcome) ? { type: 'already-signed-in' } : outcome, until);
    },

    optionsChanged() {
      if (!options()) exchanges.discardToken();
      for (const entry of entries.values()) recheck(entry);
      publish();
    },

    stop: clear,

    reset() {
      known.clear();
      clear();
    },
  };
}
