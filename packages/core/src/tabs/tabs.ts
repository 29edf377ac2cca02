import type { BotSsoOutcome } from '../state.js';
import { scriptId } from '../widget/sdk.js';
import { maxAge, outcomeOf, readMessage, type CardMessage, type Sender, type TabMessage } from './messages.js';

/** The other tabs of this portal that show the same organisation's widget. */
export interface Tabs {
  open(): void;
  close(): void;
  /** Tells the other tabs that this user signed out here. */
  announceSignOut(userId: string): void;
  /** Tells the other tabs that the active user is signed in. */
  announceSignIn(): void;
  /** Asks the other tabs for the outcomes that this tab may have missed. */
  catchUp(): void;
  /** A user left: outcomes of the user's cards are not repeated any more. */
  forget(): void;
  /** Runs `exchange` for a card in one tab at a time and tells the others the outcome. Rejects with the signal's reason. */
  once(signInId: string, signal: AbortSignal, exchange: () => Promise<BotSsoOutcome>): Promise<BotSsoOutcome>;
}

interface TabsDependencies {
  window(): Window;
  /** The active user: null for none, undefined while unknown. */
  userId(): string | null | undefined;
  onSignedOut(userId: string): void;
  onSignedIn(userId: string): void;
  /** Another tab settled this card `age` milliseconds ago. */
  onCard(signInId: string, outcome: BotSsoOutcome, age: number): void;
}

/** Longest time that a message takes from tab to tab, in milliseconds. */
const messageDelay = 50;
const maxCards = 20;

export function createTabs({ window, userId, onSignedOut, onSignedIn, onCard }: TabsDependencies): Tabs {
  let channel: BroadcastChannel | null = null;
  /** Until then the answers to `opened` may still arrive. By the monotonic clock, because dates can be set back. */
  let caughtUpAt = 0;
  /** The last outcome of each card, of this tab or another, and when it was, by the monotonic clock. */
  let outcomes = new Map<string, { message: CardMessage & Sender; at: number }>();

  const scope = () => {
    const script = window().document.getElementById(scriptId);
    return script?.dataset && `${script.dataset['orgId']}:${script.dataset['appId']}`;
  };
  const sender = (): Sender => ({ scope: scope(), userId: userId() });
  /** Without a channel nothing is read from the page: a server has none. */
  const send = (createMessage: () => TabMessage) => channel?.postMessage(createMessage());
  const pause = (ms = messageDelay) => new Promise((resolve) => setTimeout(resolve, ms));

  function remember(message: CardMessage & Sender) {
    outcomes.delete(message.signInId);
    outcomes.set(message.signInId, { message, at: performance.now() - message.age });
    const [oldest] = outcomes.keys();
    if (outcomes.size > maxCards) outcomes.delete(oldest!);
  }

  function repeat() {
    for (const { message, at } of outcomes.values()) {
      const age = performance.now() - at;
      if (age < maxAge) send(() => ({ ...message, age }));
    }
  }

  function receive(message: TabMessage) {
    const ours = sender();
    const { userId: theirUser } = message;
    if (message.scope !== undefined && ours.scope !== undefined && message.scope !== ours.scope) return;
    if (message.type === 'opened') repeat();
    if (message.type === 'signed-out' && typeof theirUser === 'string') onSignedOut(theirUser);
    if (message.type === 'signed-in' && typeof theirUser === 'string') onSignedIn(theirUser);
    if (message.type === 'card' && isSameUser(theirUser, ours.userId)) receiveCard(message);
  }

  function receiveCard(message: CardMessage & Sender) {
    // A repetition for a tab that has opened is no news here.
    if (outcomes.get(message.signInId)?.message.id === message.id) return;
    remember(message);
    onCard(message.signInId, outcomeOf(message), message.age);
  }

  function catchUp() {
    if (!channel) return;
    send(() => ({ type: 'opened', ...sender() }));
    caughtUpAt = performance.now() + 2 * messageDelay;
  }

  /** Runs the exchange while this tab holds the card's lock. */
  async function exchangeAlone(
    signInId: string,
    signal: AbortSignal,
    exchange: () => Promise<BotSsoOutcome>,
    onOutcome: (outcome: BotSsoOutcome) => void,
  ) {
    // A tab that opens while a card is shown may have missed its outcome. The answer is about to arrive.
    const wait = caughtUpAt - performance.now();
    if (wait > 0) await pause(wait);
    signal.throwIfAborted();
    const outcome = await exchange();
    signal.throwIfAborted();
    onOutcome(outcome);
    const httpStatus = outcome.type === 'posted' ? outcome.httpStatus : null;
    const message = { type: 'card' as const, signInId, httpStatus, id: Math.random(), age: 0, ...sender() };
    const before = outcomes;
    // A page that is being closed fails its requests first. That is no news for the others.
    if (outcome.type === 'failed') await pause();
    send(() => message);
    // The user may have left meanwhile.
    if (before === outcomes) remember(message);
    // The lock outlasts the message, so the next tab that gets it knows the outcome.
    await pause();
  }

  return {
    open() {
      try {
        channel = new BroadcastChannel('lcw-auth');
      } catch {
        // A page without storage (blocked cookies) or without channels works alone.
        return;
      }
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = readMessage(data);
        if (message) receive(message);
      });
      catchUp();
    },
    close() {
      channel?.close();
      channel = null;
    },
    catchUp,
    forget() {
      outcomes = new Map();
    },
    announceSignOut: (left) => send(() => ({ type: 'signed-out', scope: scope(), userId: left })),
    announceSignIn: () => send(() => ({ type: 'signed-in', ...sender() })),

    once: (signInId, signal, exchange) =>
      new Promise((resolve, reject) => {
        const run = () => exchangeAlone(signInId, signal, exchange, resolve);
        const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
        const locked = locks ? locks.request(`lcw-auth:card:${signInId}`, { signal }, run) : run();
        locked
          // In a page without storage (a sandboxed frame, blocked cookies) the locks refuse.
          .catch((error: unknown) => (signal.aborted ? Promise.reject(error) : run()))
          .catch(reject);
      }),
  };
}

/** An anonymous tab shows the same card as a signed-in tab. A tab that does not know its user yet asks again when it does. */
function isSameUser(theirs: string | null | undefined, ours: string | null | undefined): boolean {
  if (theirs === undefined || ours === undefined) return false;
  return theirs === ours || theirs === null || ours === null;
}
