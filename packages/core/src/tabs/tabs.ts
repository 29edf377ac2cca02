import type { BotSsoOutcome } from '../state.js';
import { scriptId } from '../widget/sdk.js';
import { maxAge, outcomeOf, readMessage, type CardMessage, type Sender, type TabMessage } from './messages.js';

/** The other tabs of this portal that show the same organisation's widget. */
export interface Tabs {
  open(): void;
  close(): void;
  /** Informs the other tabs that this user signed out in this tab. */
  announceSignOut(userId: string): void;
  /** Informs the other tabs that the active user is signed in. */
  announceSignIn(): void;
  /** Requests the outcomes that this tab may have missed from the other tabs. */
  catchUp(): void;
  /** Forgets the outcomes of a user who left. */
  forget(): void;
  /** Runs `exchange` for a card in one tab at a time and sends the outcome to the other tabs. Rejects with the signal's reason. */
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
  /** Time until which responses to `opened` may still arrive. Monotonic clock, because the device's date can be changed. */
  let caughtUpAt = 0;
  /** The last outcome of each card, from this tab or another tab. `at` is a time of the monotonic clock. */
  let outcomes = new Map<string, { message: CardMessage & Sender; at: number }>();

  const scope = () => {
    const script = window().document.getElementById(scriptId);
    return script?.dataset && `${script.dataset['orgId']}:${script.dataset['appId']}`;
  };
  const sender = (): Sender => ({ scope: scope(), userId: userId() });
  /** Creates the message only when there is a channel, because a server has no page to read from. */
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
    // A message that was repeated for a new tab is already known here.
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
    // This tab may have opened after another tab settled the card. Wait for that tab's message.
    const wait = caughtUpAt - performance.now();
    if (wait > 0) await pause(wait);
    signal.throwIfAborted();
    const outcome = await exchange();
    signal.throwIfAborted();
    onOutcome(outcome);
    const httpStatus = outcome.type === 'posted' ? outcome.httpStatus : null;
    const message = { type: 'card' as const, signInId, httpStatus, id: Math.random(), age: 0, ...sender() };
    const before = outcomes;
    // When a page closes, its requests fail. The pause prevents a message about such a failure.
    if (outcome.type === 'failed') await pause();
    send(() => message);
    // The user may have left during the exchange.
    if (before === outcomes) remember(message);
    // Keep the lock until the message has arrived, so that the next tab with the lock knows the outcome.
    await pause();
  }

  return {
    open() {
      try {
        channel = new BroadcastChannel('lcw-auth');
      } catch {
        // In a page without storage (blocked cookies) or without BroadcastChannel, each tab works alone.
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
        let running: Promise<void> | undefined;
        // Once, because the lock request also rejects when other code takes the lock away, or when the exchange itself fails.
        const run = () => (running ??= exchangeAlone(signInId, signal, exchange, resolve));
        const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
        const locked = locks ? locks.request(`lcw-auth:card:${signInId}`, { signal }, run) : run();
        locked
          // In a page without storage (a sandboxed frame, blocked cookies) the lock request rejects.
          .catch((error: unknown) => (signal.aborted ? Promise.reject(error) : run()))
          .catch(reject);
      }),
  };
}

/** Anonymous tabs accept every user's outcome, because they show the same card. A tab with an unknown user calls `catchUp` later. */
function isSameUser(theirs: string | null | undefined, ours: string | null | undefined): boolean {
  if (theirs === undefined || ours === undefined) return false;
  return theirs === ours || theirs === null || ours === null;
}
