import { nextIdentity, type Identity, type IdentityEvent } from './identity.js';

/** How long the previous user is kept while the session is unknown, in milliseconds. */
const unknownLimit = 5_000;

/** Holds the identity and reports each change. */
export interface IdentityStore {
  get(): Identity;
  dispatch(event: IdentityEvent): void;
  /** Resolves when the identity is known, or rejects with the signal's reason. */
  whenKnown(signal: AbortSignal): Promise<void>;
}

export function createIdentityStore(
  userId: string | null | undefined,
  onChange: (before: Identity, after: Identity) => void,
): IdentityStore {
  let identity = nextIdentity({ status: 'unknown', previous: null }, { type: 'user-named', userId });
  let expiry: ReturnType<typeof setTimeout> | undefined;
  const waiting = new Set<() => void>();

  function dispatch(event: IdentityEvent) {
    const before = identity;
    identity = nextIdentity(before, event);
    if (identity === before) return;
    const isUnknown = identity.status === 'unknown';
    if (!isUnknown || before.status !== 'unknown') clearTimeout(expiry);
    if (isUnknown && before.status !== 'unknown') expiry = setTimeout(dispatch, unknownLimit, { type: 'unknown-expired' });
    onChange(before, identity);
    if (!isUnknown) for (const resolve of [...waiting]) resolve();
  }

  function nextKnown(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        waiting.delete(end);
        signal.removeEventListener('abort', end);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      waiting.add(end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }

  return {
    get: () => identity,
    dispatch,
    async whenKnown(signal) {
      // Repeated, because the identity may be unknown again before a waiting caller continues.
      while (identity.status === 'unknown') await nextKnown(signal);
    },
  };
}
