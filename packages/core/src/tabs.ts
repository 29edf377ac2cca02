import { liveChatAuthError } from './error-of.js';
import type { BotSsoOutcome } from './state.js';
import { scriptId } from './widget.js';

/** What tabs tell each other: sign-outs and sign-in ids; never a token, never a URL. */
type Message =
  | { type: 'signed-out' }
  | { type: 'signed-in' }
  /** No status: the service was not reachable. */
  | { type: 'card'; signInId: string; httpStatus: number | null };

/** The other tabs of this portal, as far as they show the same organisation's app. */
export interface Tabs {
  open(): void;
  close(): void;
  /** This person signed out here. */
  tellSignedOut(userId: string): void;
  tellSignedIn(): void;
  /** Runs `exchange` for a card in one tab at a time, and tells the others how it ended. Rejects with the signal's reason. */
  once(signInId: string, signal: AbortSignal, exchange: () => Promise<BotSsoOutcome>): Promise<BotSsoOutcome>;
}

interface Listeners {
  /** This tab's person signed out elsewhere. */
  onSignedOut(): void;
  onSignedIn(userId: string | null): void;
  /** Another tab has settled this card. */
  onCard(signInId: string, outcome: BotSsoOutcome): void;
}

/** Milliseconds that a message may take from tab to tab. */
const messageDelay = 50;

export function createTabs(window: () => Window, userId: () => string | null, { onSignedOut, onSignedIn, onCard }: Listeners): Tabs {
  let channel: BroadcastChannel | null = null;

  /** Undefined on a page without the widget: it is of the portal all the same. */
  const scope = () => {
    const script = window().document.getElementById(scriptId);
    return script?.dataset && `${script.dataset['orgId']}:${script.dataset['appId']}`;
  };
  const send = (message: Message, about = userId()) => channel?.postMessage({ ...message, scope: scope(), userId: about });
  const pause = () => new Promise((resolve) => setTimeout(resolve, messageDelay));

  /** Other tabs run the same portal, but maybe another version of it: a message is checked like any input. */
  function receive(message: Record<string, unknown> | null) {
    const { type, scope: theirScope, userId: theirs, signInId, httpStatus } = message ?? {};
    const [ours, ourScope] = [userId(), scope()];
    if (theirScope && ourScope && theirScope !== ourScope) return;
    if (type === 'signed-out' && ours !== null && theirs === ours) onSignedOut();
    if (type === 'signed-in') onSignedIn(theirs as string | null);
    // A tab that has yet to hear who is signed in shows the same card.
    if (type === 'card' && typeof signInId === 'string' && (theirs === ours || theirs === null || ours === null))
      onCard(signInId, typeof httpStatus === 'number' ? { type: 'posted', httpStatus } : unreachable());
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
    },
    close() {
      channel?.close();
      channel = null;
    },
    tellSignedOut: (left) => send({ type: 'signed-out' }, left),
    tellSignedIn: () => send({ type: 'signed-in' }),

    once: (signInId, signal, exchange) =>
      new Promise((resolve, reject) => {
        const run = async () => {
          const outcome = await exchange();
          signal.throwIfAborted();
          resolve(outcome);
          // A page that is being closed fails its requests first: that is no news for the others.
          if (outcome.type === 'failed') await pause();
          send({ type: 'card', signInId, httpStatus: outcome.type === 'posted' ? outcome.httpStatus : null });
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
