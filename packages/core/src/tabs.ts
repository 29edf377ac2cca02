import { errorCodes, LiveChatAuthError, type LiveChatAuthErrorCode } from './errors.js';
import type { BotSsoOutcome } from './state.js';
import { scriptId } from './widget.js';

/** What tabs of one portal tell each other. Sign-outs and sign-in ids; never a token, never a URL. */
type Message =
  | { type: 'signed-out' }
  | { type: 'signed-in' }
  | { type: 'card'; signInId: string; outcome: { type: 'posted'; httpStatus: number } | { type: 'failed'; code: LiveChatAuthErrorCode } };

/** The other tabs of this page's organisation, app and user. */
export interface Tabs {
  /** Talks on this user's channel from now on; undefined: on none. */
  open(userId: string | null | undefined): void;
  tellSignedOut(): void;
  tellSignedIn(): void;
  /** Runs `exchange` for a card in one tab at a time; where another tab has just done it, gives that tab's outcome. */
  once(signInId: string, signal: AbortSignal, exchange: () => Promise<BotSsoOutcome>): Promise<BotSsoOutcome>;
}

interface Listeners {
  onSignedOut(): void;
  onSignedIn(): void;
  /** Another tab has settled this card. */
  onCard(signInId: string, outcome: BotSsoOutcome): void;
}

/** The widget's own window for a card: what another tab learned earlier is of an earlier card. */
const outcomeLife = 2000;
/** A lock may be granted a moment before the message of the tab that held it is heard. */
const messageDelay = 50;

export function createTabs(window: () => Window, { onSignedOut, onSignedIn, onCard }: Listeners): Tabs {
  let name = '';
  let channel: BroadcastChannel | null = null;
  const heard = new Map<string, { outcome: BotSsoOutcome; at: number }>();
  const listening = new Map<string, Set<() => void>>();

  function receive(message: Message | null) {
    if (message?.type === 'signed-out') onSignedOut();
    else if (message?.type === 'signed-in') onSignedIn();
    else if (message?.type === 'card') {
      const outcome = readOutcome(message.outcome);
      if (!outcome || typeof message.signInId !== 'string') return;
      heard.set(message.signInId, { outcome, at: Date.now() });
      for (const wake of listening.get(message.signInId) ?? []) wake();
      onCard(message.signInId, outcome);
      // Heard outcomes are of use for two seconds; the last twenty are plenty.
      if (heard.size > 20) heard.delete(heard.keys().next().value!);
    }
  }

  /** Takes what another tab has just said about this card: once, since a card that comes again is tried again. */
  function takeHeard(signInId: string): BotSsoOutcome | null {
    const entry = heard.get(signInId);
    heard.delete(signInId);
    return entry && Date.now() - entry.at < outcomeLife ? entry.outcome : null;
  }

  const send = (message: Message) => channel?.postMessage(message);

  function tellCard(signInId: string, outcome: BotSsoOutcome) {
    if (outcome.type === 'posted') send({ type: 'card', signInId, outcome });
    else if (outcome.type === 'failed') send({ type: 'card', signInId, outcome: { type: 'failed', code: outcome.error.code } });
  }

  function hear(signInId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wakes = listening.get(signInId) ?? new Set();
      listening.set(signInId, wakes.add(resolve));
      signal.addEventListener('abort', () => {
        wakes.delete(resolve);
        if (wakes.size === 0) listening.delete(signInId);
        resolve();
      });
    });
  }

  return {
    open(userId) {
      const script = window().document.getElementById(scriptId);
      const next =
        userId === undefined ? '' : `lcw-auth:${script?.dataset['orgId'] ?? ''}:${script?.dataset['appId'] ?? ''}:${userId ?? ''}`;
      if (next === name) return;
      name = next;
      channel?.close();
      channel = null;
      heard.clear();
      if (!next || typeof BroadcastChannel === 'undefined') return;
      channel = new BroadcastChannel(next);
      channel.addEventListener('message', (event: MessageEvent<Message | null>) => receive(event.data));
    },
    tellSignedOut: () => send({ type: 'signed-out' }),
    tellSignedIn: () => send({ type: 'signed-in' }),

    async once(signInId, signal, exchange) {
      const run = async () => {
        const known = takeHeard(signInId);
        if (known) return known;
        const outcome = await exchange();
        tellCard(signInId, outcome);
        return outcome;
      };
      const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
      if (!locks || !channel) return run();

      const lock = `${name}:card:${signInId}`;
      const first = await locks.request(lock, { ifAvailable: true }, (granted) => (granted ? run() : null));
      if (first) return first;

      // Another tab is at it: its outcome, or its lock if it closes without one, whichever comes first.
      const done = new AbortController();
      const stop = AbortSignal.any([signal, done.signal]);
      try {
        return await Promise.race([
          hear(signInId, stop).then(() => takeHeard(signInId) ?? new Promise<never>(() => {})),
          locks.request(lock, { signal: stop }, async () => {
            if (!heard.has(signInId))
              await Promise.race([hear(signInId, stop), new Promise((resolve) => setTimeout(resolve, messageDelay))]);
            return run();
          }),
        ]);
      } finally {
        done.abort();
      }
    },
  };
}

/** Other tabs run the same portal, but maybe another version of it: a message is checked like any input. */
function readOutcome(outcome: unknown): BotSsoOutcome | null {
  const { type, httpStatus, code } = (outcome ?? {}) as Record<string, unknown>;
  if (type === 'posted' && typeof httpStatus === 'number') return { type, httpStatus };
  const known = errorCodes.find((each) => each === code);
  return type === 'failed' && known ? { type, error: new LiveChatAuthError(known) } : null;
}
