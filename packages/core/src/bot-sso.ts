import { createBotTokens } from './bot-token.js';
import { parseBotTokenUrl, type BotTokenUrl } from './bot-token-url.js';
import { decideCard, isRemembered, isSignedIn } from './card-decision.js';
import { isLiveChatAuthError, LiveChatAuthError } from './errors.js';
import type { Emit } from './events.js';
import type { BotSsoOptions } from './options.js';
import type { SignIn } from './sign-in.js';
import type { BotCard, BotSsoOutcome, BotSsoState, LiveChatAuthState } from './state.js';
import type { Store } from './store.js';
import type { Tabs } from './tabs.js';
import { withTimeLimit } from './time-limit.js';
import type { BotAuthTokenCallback } from './widget.js';

/** The bot's sign-in cards: the exchange of a token for each, and what the widget is told. */
export interface BotSso {
  /** Answers one call of the widget's bot provider. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
  /** A chat starts: fetches the token before a card comes. */
  warm(): void;
  /** Posts the token for the cards on screen, or the one named. */
  completeSignIn(signInId?: string): Promise<void>;
  /** Another tab has settled this card. */
  learn(signInId: string, outcome: BotSsoOutcome): void;
  /** The options came, changed or went. */
  optionsChanged(): void;
  /** Another person: forgets every card and the token. */
  reset(): void;
  /** Nobody answers any more: ends what runs. */
  stop(): void;
}

interface Surroundings {
  options(): BotSsoOptions | undefined;
  userId(): string | null;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  tabs: Tabs;
  signIn: SignIn;
}

/** What is known of one card beside what is shown. */
interface Exchange {
  /** Forgotten after its expiry. */
  url: BotTokenUrl | null;
  /** When the widget first asked for this showing of the card. */
  askedAt: number;
  running: Promise<BotSsoOutcome> | null;
  expiry: ReturnType<typeof setTimeout>;
}

const defaultDeadline = 1800;
const mostCards = 20;
const mostRemembered = 200;

export function createBotSso({ options, userId, store, emit, tabs, signIn }: Surroundings): BotSso {
  const tokens = createBotTokens(options);
  const exchanges = new Map<string, Exchange>();
  /** Ids whose card was exchanged with a 200: such a card never costs a second POST. */
  const remembered = new Set<string>();
  /** Ends everything of the person before. */
  let person = new AbortController();
  let lastAnswer: Promise<void> = Promise.resolve();
  let isAnswering = false;

  const cards = () => store.get().botSso.cards;
  const find = (signInId: string) => cards().find((card) => card.signInId === signInId);

  function show(next: readonly BotCard[]) {
    store.set({ botSso: { cards: next, ...(options() ? newest(next[0]) : { status: 'disabled' as const }) } });
  }

  /** Changes one card, or puts a new one in front. */
  function update(signInId: string, change: Partial<BotCard>, asNewest = false) {
    const card: BotCard = { ...(find(signInId) ?? { signInId, status: 'exchanging', visibility: 'held', outcome: null }), ...change };
    const isKnown = cards().some((each) => each.signInId === signInId);
    show(
      isKnown && !asNewest
        ? cards().map((each) => (each.signInId === signInId ? card : each))
        : [card, ...cards().filter((each) => each.signInId !== signInId)].slice(0, mostCards),
    );
  }

  function remember(signInId: string) {
    remembered.add(signInId);
    if (remembered.size > mostRemembered) remembered.delete(remembered.values().next().value!);
  }

  function forget(signInId: string) {
    clearTimeout(exchanges.get(signInId)?.expiry);
    exchanges.delete(signInId);
  }

  /** The card's URL is past its expiry: nothing can be posted for it any more. */
  function expire(signInId: string) {
    forget(signInId);
    if (find(signInId)?.status !== 'signed-in' && find(signInId)?.visibility === 'shown') update(signInId, { status: 'expired' });
  }

  /** What is known of the card whose URL this is; a call that comes while the widget still waits is of the same showing. */
  function exchangeFor(url: BotTokenUrl): Exchange {
    const { signInId } = url;
    const now = Date.now();
    const known = exchanges.get(signInId);
    const isSameShowing = known && find(signInId)?.visibility === 'held';
    clearTimeout(known?.expiry);
    const exchange: Exchange = {
      url,
      askedAt: isSameShowing ? known.askedAt : now,
      running: known?.running ?? null,
      expiry: setTimeout(expire, Math.min(url.expiresAt - now, 2 ** 31 - 1), signInId),
    };
    exchanges.set(signInId, exchange);
    if (!isSameShowing) {
      emit({ type: 'card-received', signInId });
      update(signInId, { status: 'exchanging', visibility: 'held', outcome: null }, true);
    }
    return exchange;
  }

  /** The running exchange of this card, or a new one. Never rejects. */
  function run(exchange: Exchange): Promise<BotSsoOutcome> {
    if (exchange.running) return exchange.running;
    const { signal } = person;
    const { signInId, expiresAt } = exchange.url!;
    const running = withTimeLimit(
      expiresAt - Date.now(),
      signal,
      () => new LiveChatAuthError('bot-url-expired'),
      (limited) => postToken(exchange, limited),
    ).catch((error: unknown): BotSsoOutcome => ({
      type: 'failed',
      error: isLiveChatAuthError(error) ? error : new LiveChatAuthError('bot-post-failed'),
    }));
    exchange.running = running;
    return running.then((outcome) => {
      if (signal.aborted) return outcome;
      const current = exchanges.get(signInId);
      if (current) current.running = null;
      settle(signInId, outcome);
      return outcome;
    });
  }

  async function postToken({ url }: Exchange, signal: AbortSignal): Promise<BotSsoOutcome> {
    const { signInId, href } = url!;
    const askedFor = userId();
    let token = await tokens.get(askedFor, signInId, signal);
    if (token === null && userId() === null && signIn.isPossible()) await signIn.need('bot');
    // Somebody signed in meanwhile: the card needs no second round.
    if (token === null && userId() !== askedFor) token = await tokens.get(userId(), signInId, signal);
    signal.throwIfAborted();
    if (token === null) return { type: 'no-token' };
    return tabs.once(signInId, signal, async () => {
      const outcome = await post(href, token, signal);
      signal.throwIfAborted();
      const isRefused = outcome.type === 'posted' && outcome.httpStatus >= 400 && outcome.httpStatus < 500 && outcome.httpStatus !== 404;
      if (isRefused) tokens.drop();
      return outcome;
    });
  }

  /** An exchange ended: here or in another tab, before the widget was answered or after. */
  function settle(signInId: string, outcome: BotSsoOutcome) {
    if (isRemembered(outcome)) remember(signInId);
    emit({ type: 'card-settled', signInId, outcome: outcome.type, ...(outcome.type === 'failed' && { code: outcome.error.code }) });
    const card = find(signInId);
    if (!card || card.status === 'signed-in' || card.status === 'expired') return;
    if (isSignedIn(outcome)) {
      update(signInId, { status: 'signed-in', outcome });
      forget(signInId);
    }
    // A failure after the answer changes nothing that a person sees.
    else if (card.status === 'exchanging') update(signInId, { status: 'sign-in-required', outcome });
  }

  /** What comes first: the outcome, or the deadline of this showing. */
  async function outcomeInTime(exchange: Exchange): Promise<BotSsoOutcome> {
    const left = exchange.askedAt + (options()?.deadline ?? defaultDeadline) - Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<BotSsoOutcome>((resolve) => {
      timer = setTimeout(resolve, Math.max(left, 0), { type: 'deadline' });
    });
    const outcome = await Promise.race([run(exchange), late]);
    clearTimeout(timer);
    return outcome;
  }

  /**
   * v1 keeps the last answer in one place and posts it after the provider's promise resolves: so a card's answer and
   * its resolving come together, and the next card's answer comes in a later task.
   */
  function inTurn(answer: () => void): Promise<void> {
    if (!isAnswering) {
      isAnswering = true;
      answer();
      lastAnswer = new Promise((resolve) => {
        setTimeout(() => {
          isAnswering = false;
          resolve();
        });
      });
      return Promise.resolve();
    }
    return lastAnswer.then(() => inTurn(answer));
  }

  async function answer(signInId: string, outcome: BotSsoOutcome, askedAt: number, callback: BotAuthTokenCallback, signal: AbortSignal) {
    const isShown = decideCard(outcome, options()?.decide);
    await inTurn(() => {
      try {
        callback({ show: isShown });
      } catch {
        // The widget's own trouble; it has its answer.
      }
    });
    emit({ type: 'card-answered', signInId, show: isShown, outcome: outcome.type, afterMs: Date.now() - askedAt });
    const card = find(signInId);
    // The person before got their answer, but what they saw is no longer this page's state.
    if (signal.aborted || card?.visibility !== 'held') return;
    const visibility = isShown ? 'shown' : 'hidden';
    const isDone = isSignedIn(outcome) || card.status === 'signed-in';
    const canStillSignIn = exchanges.has(signInId) || signInId === '';
    update(signInId, { status: isDone ? 'signed-in' : canStillSignIn ? 'sign-in-required' : 'expired', visibility, outcome });
  }

  function stop() {
    person.abort();
    person = new AbortController();
    tokens.drop();
    for (const signInId of [...exchanges.keys()]) forget(signInId);
  }

  return {
    async answerCard(botTokenUrl, callback) {
      const { signal } = person;
      const askedAt = Date.now();
      const url = parseBotTokenUrl(botTokenUrl, options()?.allowedHosts ?? [], askedAt);
      if (url instanceof LiveChatAuthError) {
        const outcome: BotSsoOutcome = { type: 'failed', error: url };
        update('', { status: 'exchanging', visibility: 'held', outcome: null }, true);
        emit({ type: 'card-received', signInId: '' });
        settle('', outcome);
        return answer('', outcome, askedAt, callback, signal);
      }
      const { signInId } = url;
      const exchange = exchangeFor(url);
      const outcome: BotSsoOutcome = remembered.has(signInId)
        ? { type: 'already-signed-in' }
        : options()
          ? await outcomeInTime(exchange)
          : { type: 'no-token' };
      return answer(signInId, outcome, exchange.askedAt, callback, signal);
    },

    warm() {
      if (options() && userId() !== null) tokens.warm(userId());
    },

    async completeSignIn(signInId) {
      const open = cards().filter(
        (card) =>
          card.status === 'sign-in-required' && card.visibility === 'shown' && (signInId === undefined || card.signInId === signInId),
      );
      await Promise.all(
        open.map(async (card) => {
          const exchange = exchanges.get(card.signInId);
          if (!exchange?.url) return;
          update(card.signInId, { status: 'exchanging' });
          await run(exchange);
        }),
      );
    },

    learn(signInId, outcome) {
      // A running exchange of this tab's own hears the same and settles itself.
      if (isSignedIn(outcome) && !exchanges.get(signInId)?.running) settle(signInId, outcome);
    },

    optionsChanged: () => show(cards()),

    reset() {
      stop();
      remembered.clear();
      show([]);
    },
    stop,
  };
}

/** Posts the token as the setBotAuthTokenProvider reference page says. Never rejects. */
async function post(href: string, token: string, signal: AbortSignal): Promise<BotSsoOutcome> {
  try {
    const response = await fetch(href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      // A followed redirect would carry the token to a host that nobody checked.
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
    return { type: 'posted', httpStatus: response.status };
  } catch {
    // The browser's own message names the URL, so nothing of it is kept.
    return { type: 'failed', error: new LiveChatAuthError('bot-post-failed') };
  }
}

type NewestCard = BotSsoState extends infer State ? (State extends BotSsoState ? Omit<State, 'cards'> : never) : never;

/** The union is the newest card's. One that the app's `decide` hides though nobody signed in asks nothing of anybody. */
function newest(card: BotCard | undefined): NewestCard {
  if (!card) return { status: 'idle' };
  const { signInId, status, outcome, visibility } = card;
  if (status !== 'sign-in-required') return { status, signInId };
  return outcome && visibility !== 'hidden' ? { status, signInId, outcome } : { status: 'idle' };
}
