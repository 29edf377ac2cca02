import { liveChatAuthError } from './error-of.js';
import { dropOldest } from './known-cards.js';
import type { BotSsoOutcome } from './state.js';
import { scriptId } from './widget.js';

/** What tabs tell each other: sign-outs and sign-in ids; never a token, never a URL. */
type Message =
  /** A tab has just opened: the others repeat what was said of cards lately. */
  { type: 'opened' } | { type: 'signed-out' } | { type: 'signed-in' } | CardSettled;

/** No status: the service was not reachable. Whoever repeats it says the same `id`, and how many ms ago it was. */
interface CardSettled {
  type: 'card';
  signInId: string;
  httpStatus: number | null;
  id: number;
  age: number;
}

/** The other tabs of this portal, as far as they show the same organisation's app. */
export interface Tabs {
  open(): void;
  close(): void;
  /** This person signed out here. */
  tellSignedOut(userId: string): void;
  tellSignedIn(): void;
  /** Another person: what was said of the last one's cards is not repeated any more. */
  forget(): void;
  /** Runs `exchange` for a card in one tab at a time, and tells the others how it ended. Rejects with the signal's reason. */
  once(signInId: string, signal: AbortSignal, exchange: () => Promise<BotSsoOutcome>): Promise<BotSsoOutcome>;
}

interface Listeners {
  /** This tab's person signed out elsewhere. */
  onSignedOut(): void;
  onSignedIn(userId: string | null): void;
  /** Another tab has settled this card, `age` ms ago. */
  onCard(signInId: string, outcome: BotSsoOutcome, age: number): void;
}

/** Milliseconds that a message may take from tab to tab. */
const messageDelay = 50;
/** Milliseconds for which a card may wait for a tab whose code is on its way: what is older, it did not miss. */
const repeatedFor = 10_000;
const mostCards = 20;

export function createTabs(window: () => Window, userId: () => string | null, { onSignedOut, onSignedIn, onCard }: Listeners): Tabs {
  let channel: BroadcastChannel | null = null;
  /** Until when the others may still answer what this tab asked when it opened: there and back. By `performance.now()`. */
  let caughtUpAt = 0;
  /** The last message about each card, of this tab or another, and when it was said. Dates can be set back: by `performance.now()`. */
  let said = new Map<string, { message: CardSettled; at: number }>();

  /** Undefined on a page without the widget: it is of the portal all the same. */
  const scope = () => {
    const script = window().document.getElementById(scriptId);
    return script?.dataset && `${script.dataset['orgId']}:${script.dataset['appId']}`;
  };
  const sign = <Sent extends Message>(message: Sent, about = userId()) => ({ ...message, scope: scope(), userId: about });
  const send = (message: Message, about?: string) => channel?.postMessage(sign(message, about));
  const pause = (ms = messageDelay) => new Promise((resolve) => setTimeout(resolve, ms));

  function remember(message: CardSettled) {
    said.delete(message.signInId);
    said.set(message.signInId, { message, at: performance.now() - message.age });
    dropOldest(said, mostCards);
  }

  function repeat() {
    for (const { message, at } of said.values()) {
      const age = performance.now() - at;
      if (age < repeatedFor) channel?.postMessage({ ...message, age });
    }
  }

  /** Other tabs run the same portal, but maybe another version of it: a message is checked like any input. */
  function receive(message: Record<string, unknown> | null) {
    const { type, scope: theirScope, userId: theirs } = message ?? {};
    const [ours, ourScope] = [userId(), scope()];
    if (theirScope && ourScope && theirScope !== ourScope) return;
    if (type === 'opened') repeat();
    if (type === 'signed-out' && ours !== null && theirs === ours) onSignedOut();
    if (type === 'signed-in') onSignedIn(theirs as string | null);
    // A tab that has yet to hear who is signed in shows the same card.
    if (type === 'card' && (theirs === ours || theirs === null || ours === null)) receiveCard(message!);
  }

  function receiveCard({ scope, userId, signInId, httpStatus, id, age }: Record<string, unknown>) {
    if (typeof signInId !== 'string' || typeof id !== 'number' || typeof age !== 'number' || !(age >= 0)) return;
    // Repeated for a tab that has opened: no news for this one.
    if (said.get(signInId)?.message.id === id) return;
    const card = { type: 'card' as const, signInId, httpStatus: typeof httpStatus === 'number' ? httpStatus : null, id, age };
    remember(Object.assign(card, { scope, userId }));
    onCard(signInId, card.httpStatus === null ? unreachable() : { type: 'posted', httpStatus: card.httpStatus }, age);
  }

  return {
    open() {
      try {
        channel = new BroadcastChannel('lcw-auth');
      } catch {
        // A page without storage (blocked cookies), or without channels at all, is a tab on its own.
        return;
      }
      channel.addEventListener('message', (event: MessageEvent<Record<string, unknown> | null>) => receive(event.data));
      send({ type: 'opened' });
      caughtUpAt = performance.now() + 2 * messageDelay;
    },
    close() {
      channel?.close();
      channel = null;
    },
    forget() {
      said = new Map();
    },
    tellSignedOut: (left) => send({ type: 'signed-out' }, left),
    tellSignedIn: () => send({ type: 'signed-in' }),

    once: (signInId, signal, exchange) =>
      new Promise((resolve, reject) => {
        const run = async () => {
          // Whoever opens while a card is about may have missed how it ended: the answer is on its way.
          const wait = caughtUpAt - performance.now();
          if (wait > 0) await pause(wait);
          signal.throwIfAborted();
          const outcome = await exchange();
          signal.throwIfAborted();
          resolve(outcome);
          const httpStatus = outcome.type === 'posted' ? outcome.httpStatus : null;
          const message = sign({ type: 'card', signInId, httpStatus, id: Math.random(), age: 0 });
          const before = said;
          // A page that is being closed fails its requests first: that is no news for the others.
          if (outcome.type === 'failed') await pause();
          channel?.postMessage(message);
          // Whoever it is about may have left meanwhile.
          if (before === said) remember(message);
          // The lock outlasts the message on its way: whoever gets it next has heard.
          await pause();
        };
        const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
        const locked = locks ? locks.request(`lcw-auth:card:${signInId}`, { signal }, run) : run();
        locked
          // A page without storage (a sandboxed frame, blocked cookies) has locks that refuse.
          .catch((error: unknown) => (signal.aborted ? Promise.reject(error) : run()))
          .catch(reject);
      }),
  };
}

const unreachable = (): BotSsoOutcome => ({ type: 'failed', error: liveChatAuthError('bot-post-failed') });
