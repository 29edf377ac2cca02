import { liveChatAuthError } from './error-of.js';
import { dropOldest } from './known-cards.js';
import type { BotSsoOutcome } from './state.js';
import { scriptId } from './widget.js';

/** What tabs tell each other: sign-outs and sign-in ids; never a token, never a URL. */
type Message =
  /** A tab has just opened: who knows of cards repeats what was said of them. */
  { type: 'opened' } | { type: 'signed-out' } | { type: 'signed-in' } | CardSettled;

/** No status: the service was not reachable. `at` in ms, by the clock that all tabs share. */
interface CardSettled {
  type: 'card';
  signInId: string;
  httpStatus: number | null;
  at: number;
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
  /** Another tab has settled this card. `at`: when, in ms. */
  onCard(signInId: string, outcome: BotSsoOutcome, at: number): void;
}

/** Milliseconds that a message may take from tab to tab. */
const messageDelay = 50;
const mostCards = 20;

export function createTabs(window: () => Window, userId: () => string | null, { onSignedOut, onSignedIn, onCard }: Listeners): Tabs {
  let channel: BroadcastChannel | null = null;
  /** Until when the others may still answer what this tab asked when it opened: there and back. */
  let caughtUpAt = 0;
  /** The last message about each card, of this tab or another. */
  const said = new Map<string, { at: number }>();

  /** Undefined on a page without the widget: it is of the portal all the same. */
  const scope = () => {
    const script = window().document.getElementById(scriptId);
    return script?.dataset && `${script.dataset['orgId']}:${script.dataset['appId']}`;
  };
  const sign = <Sent extends Message>(message: Sent, about = userId()) => ({ ...message, scope: scope(), userId: about });
  const send = (message: Message, about?: string) => channel?.postMessage(sign(message, about));
  const pause = (ms = messageDelay) => new Promise((resolve) => setTimeout(resolve, ms));

  function remember(signInId: string, message: { at: number }) {
    said.set(signInId, message);
    dropOldest(said, mostCards);
  }

  /** Other tabs run the same portal, but maybe another version of it: a message is checked like any input. */
  function receive(message: Record<string, unknown> | null) {
    const { type, scope: theirScope, userId: theirs } = message ?? {};
    const [ours, ourScope] = [userId(), scope()];
    if (theirScope && ourScope && theirScope !== ourScope) return;
    if (type === 'opened') for (const told of said.values()) channel?.postMessage(told);
    if (type === 'signed-out' && ours !== null && theirs === ours) onSignedOut();
    if (type === 'signed-in') onSignedIn(theirs as string | null);
    // A tab that has yet to hear who is signed in shows the same card.
    if (type === 'card' && (theirs === ours || theirs === null || ours === null)) receiveCard(message!);
  }

  function receiveCard({ type, scope, userId, signInId, httpStatus, at }: Record<string, unknown>) {
    if (typeof signInId !== 'string' || typeof at !== 'number') return;
    // Repeated for a tab that has opened: no news for this one.
    if (at <= (said.get(signInId)?.at ?? 0)) return;
    remember(signInId, { type, scope, userId, signInId, httpStatus, at } as { at: number });
    onCard(signInId, typeof httpStatus === 'number' ? { type: 'posted', httpStatus } : unreachable(), at);
  }

  return {
    open() {
      if (channel || typeof BroadcastChannel === 'undefined') return;
      try {
        channel = new BroadcastChannel('lcw-auth');
      } catch {
        // A page without storage (blocked cookies) is a tab on its own.
        return;
      }
      channel.addEventListener('message', (event: MessageEvent<Record<string, unknown> | null>) => receive(event.data));
      send({ type: 'opened' });
      caughtUpAt = Date.now() + 2 * messageDelay;
    },
    close() {
      channel?.close();
      channel = null;
    },
    forget: () => said.clear(),
    tellSignedOut: (left) => send({ type: 'signed-out' }, left),
    tellSignedIn: () => send({ type: 'signed-in' }),

    once: (signInId, signal, exchange) =>
      new Promise((resolve, reject) => {
        const run = async () => {
          // Whoever opens while a card is about may have missed how it ended: the answer is on its way.
          const wait = caughtUpAt - Date.now();
          if (wait > 0) await pause(wait);
          signal.throwIfAborted();
          const outcome = await exchange();
          signal.throwIfAborted();
          resolve(outcome);
          const httpStatus = outcome.type === 'posted' ? outcome.httpStatus : null;
          const message = sign({ type: 'card', signInId, httpStatus, at: Date.now() });
          // A page that is being closed fails its requests first: that is no news for the others.
          if (outcome.type === 'failed') await pause();
          channel?.postMessage(message);
          if (message.userId === userId()) remember(signInId, message);
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
