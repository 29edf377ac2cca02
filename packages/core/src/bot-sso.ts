import { createBotExchanges, failed, type BotExchange } from './bot-exchange.js';
import { parseBotTokenUrl } from './bot-token-url.js';
import { decideCard, isSignedIn, statusAfter } from './card-decision.js';
import { liveChatAuthError } from './error-of.js';
import { LiveChatAuthError } from './errors.js';
import type { Emit } from './events.js';
import { createKnownCards, dropOldest } from './known-cards.js';
import { newestCard } from './newest-card.js';
import type { BotSsoOptions } from './options.js';
import type { SignIn } from './sign-in.js';
import type { BotCard, BotSsoOutcome, LiveChatAuthState } from './state.js';
import type { Store } from './store.js';
import type { Tabs } from './tabs.js';
import { cardDeadline } from './time-limit.js';
import type { BotAuthTokenCallback } from './widget.js';

/** The bot's sign-in cards: the exchange of a token for each, and what the widget is told. */
export interface BotSso {
  /** Answers one call of the widget's bot provider: one callback before it resolves, never a rejection. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback, askedAt: number): Promise<void>;
  /** A chat starts: fetches the token before a card comes. */
  warm(): void;
  /** Somebody has signed in: posts the token for the cards on screen, or for the one named. */
  completeSignIn(signInId?: string): Promise<void>;
  /** Another tab has settled this card, `age` ms ago. */
  learn(signInId: string, outcome: BotSsoOutcome, age: number): void;
  /** The options came, went or are others. */
  optionsChanged(): void;
  /** Nobody answers any more: ends what runs, forgets the cards and the token. */
  stop(): void;
  /** Another person: forgets all. */
  reset(): void;
}

interface Surroundings {
  options(): BotSsoOptions | undefined;
  userId(): string | null;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  tabs: Tabs;
  signIn: SignIn;
}

/** One showing of a card: what the page may know of it, and what stays in this file. */
interface Entry {
  card: BotCard;
  /** When the widget first asked. */
  askedAt: number;
  /** Where the token goes; null where that was refused, expired or did its work. */
  href: string | null;
  exchange: BotExchange | null;
  expiry?: ReturnType<typeof setTimeout>;
}

/** Milliseconds within which tabs ask about the same showing: what another one learned earlier is of an earlier one. */
const heardLife = 1000;
const mostCards = 20;

export function createBotSso({ options, userId, store, emit, tabs, signIn }: Surroundings): BotSso {
  const exchanges = createBotExchanges({ options, userId, tabs, signIn });
  /** By sign-in id, oldest first. */
  const entries = new Map<string, Entry>();
  const known = createKnownCards();
  /** The last answer and the rest of its task. */
  let turn: Promise<unknown> = Promise.resolve();

  function show() {
    const cards = [...entries.values()].map(({ card }) => card).toReversed();
    store.set({ botSso: { cards, ...(options() ? newestCard(cards[0]) : { status: 'disabled' as const }) } });
  }

  function update(entry: Entry, change: Partial<BotCard>) {
    entry.card = { ...entry.card, ...change };
    show();
  }

  const parse = (url: unknown) => parseBotTokenUrl(url, options()?.allowedHosts ?? [], Date.now());

  /** The widget asks about a card; while it still holds the card back, it asks about the same showing. */
  function receive(botTokenUrl: unknown, askedAt: number): Entry {
    const now = Date.now();
    const url = parse(botTokenUrl);
    const isRefused = url instanceof LiveChatAuthError;
    // What a refused URL says of itself is not believed, its sign-in id neither.
    const signInId = isRefused ? '' : url.signInId;
    const before = isRefused ? undefined : entries.get(signInId);
    if (before?.card.visibility === 'held') return before;

    clearTimeout(before?.expiry);
    const entry: Entry = {
      card: { signInId, status: 'exchanging', visibility: 'held', outcome: null },
      askedAt,
      href: null,
      exchange: before?.exchange ?? null,
    };
    entries.delete(signInId);
    entries.set(signInId, entry);
    dropOldest(entries, mostCards);
    emit({ type: 'card-received', signInId });
    show();

    const outcome = known.find(signInId);
    if (isRefused) settle(signInId, failed(url));
    else if (outcome) update(entry, { status: statusAfter(outcome), outcome });
    else if (url.expiresAt <= now) expire(entry);
    else {
      entry.expiry = setTimeout(expire, url.expiresAt - now, entry);
      entry.href = url.href;
    }
    return entry;
  }

  /** Posts the token, or joins the exchange that runs. */
  function run(entry: Entry, href: string): Promise<BotSsoOutcome> {
    const { signInId } = entry.card;
    entry.exchange ??= exchanges.start(signInId, href, (outcome) => settle(signInId, outcome));
    return entry.exchange.outcome;
  }

  const expire = (entry: Entry) => invalidate(entry, liveChatAuthError('bot-url-expired'));

  /** The card's URL is no longer valid: nothing can be posted for it any more. */
  function invalidate(entry: Entry, error: LiveChatAuthError) {
    entry.href = null;
    if (entry.exchange) entry.exchange.end(failed(error));
    else if (entry.card.status === 'exchanging') settle(entry.card.signInId, failed(error));
    if (entry.card.status === 'sign-in-required') update(entry, { status: 'expired' });
  }

  function recheck(entry: Entry) {
    const url = entry.href && parse(entry.href);
    if (url instanceof LiveChatAuthError) invalidate(entry, url);
  }

  /** The exchange for a card has ended: here or in another tab, before the widget was answered or after. */
  function settle(signInId: string, outcome: BotSsoOutcome) {
    if (isForGood(outcome)) known.add(signInId, { type: 'already-signed-in' });
    emit({ type: 'card-settled', signInId, outcome: outcome.type, ...(outcome.type === 'failed' && { code: outcome.error.code }) });
    const entry = entries.get(signInId);
    if (!entry) return;
    entry.exchange = null;
    if (isSignedIn(outcome)) entry.href = null;
    // A failure after the answer changes nothing that a person sees, unless they have just signed in.
    if (isSignedIn(outcome) || entry.card.status === 'exchanging') update(entry, { status: statusAfter(outcome), outcome });
  }

  /** What comes first: the outcome, or the deadline of this showing. */
  function inTime(running: Promise<BotSsoOutcome>, askedAt: number): Promise<BotSsoOutcome> {
    return new Promise((resolve) => {
      const left = askedAt + cardDeadline(options()) - Date.now();
      const timer = setTimeout(resolve, left, { type: 'deadline' });
      void running.then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    });
  }

  /**
   * v1 keeps the last answer in one place and posts it after the provider's promise resolves: so an answer and its
   * resolving come together, and the next card's answer in a later task.
   */
  function inTurn(answer: () => void): Promise<void> {
    // A callback that throws is the widget's own trouble; it has its answer.
    const answered = turn.then(answer).catch(() => {});
    turn = answered.then(() => new Promise((resolve) => setTimeout(resolve)));
    return answered;
  }

  function stop() {
    for (const { expiry } of entries.values()) clearTimeout(expiry);
    entries.clear();
    exchanges.stop();
    show();
  }

  return {
    async answerCard(botTokenUrl, callback, askedAt) {
      const entry = receive(botTokenUrl, askedAt);
      const { href, card } = entry;
      const outcome = card.outcome ?? (href && options() ? await inTime(run(entry, href), entry.askedAt) : { type: 'no-token' as const });
      const isShown = decideCard(outcome, options()?.decide);
      await inTurn(() => callback({ show: isShown }));
      emit({ type: 'card-answered', signInId: card.signInId, show: isShown, outcome: outcome.type, afterMs: Date.now() - entry.askedAt });
      const { status, visibility } = entry.card;
      if (visibility !== 'held') return;
      const ended = status === 'exchanging' && { status: statusAfter(outcome), outcome };
      update(entry, { visibility: isShown ? 'shown' : 'hidden', ...ended });
    },

    warm: () => exchanges.warm(),

    async completeSignIn(signInId) {
      exchanges.arrived();
      const running = [];
      for (const entry of entries.values()) {
        const { href, card } = entry;
        const isMeant = signInId === undefined || signInId === card.signInId;
        if (!href || !isMeant || card.status !== 'sign-in-required' || card.visibility !== 'shown') continue;
        update(entry, { status: 'exchanging' });
        running.push(run(entry, href));
      }
      await Promise.all(running);
    },

    learn(signInId, outcome, age) {
      const entry = entries.get(signInId);
      const until = isForGood(outcome) ? Infinity : Date.now() - age + heardLife;
      const isOfThisShowing = entry !== undefined && entry.askedAt < until;
      if (isOfThisShowing && entry.exchange) return entry.exchange.end(outcome);
      if (isOfThisShowing && isSignedIn(outcome)) settle(signInId, outcome);
      known.add(signInId, isForGood(outcome) ? { type: 'already-signed-in' } : outcome, until);
    },

    optionsChanged() {
      const isDisabled = !options();
      if (isDisabled) exchanges.drop();
      // Other options may allow other hosts.
      else for (const entry of entries.values()) recheck(entry);
      if (isDisabled !== (store.get().botSso.status === 'disabled')) show();
    },
    stop,

    reset() {
      known.clear();
      stop();
    },
  };
}

/** 202 and 404 say nothing of this very card, so it may come again. */
const isForGood = (outcome: BotSsoOutcome) => outcome.type === 'posted' && outcome.httpStatus === 200;
