import { createStorage } from 'unstorage';
import { createSteadyClock, systemClock, type Clock } from './clock.js';
import { fileDriver } from './file-driver.js';
import { generateKeyPair, type KeyPair } from './key-pair.js';
import { highestGeneration } from './key-record.js';
import { readTiming, type KeyRingOptions } from './key-ring-options.js';
import { KeysUnavailableError, type KeyRing, type PublicKey } from './key-ring.js';
import type { Revocation, Schedule, ScheduledKey } from './key-schedule.js';
import { createKeyStore, type KeyStore } from './key-store.js';
import { safeNotice, type OnNotice } from '../notice.js';
import {
  dutiesOf,
  isSettling,
  nextRing,
  scheduleFor,
  unread,
  type Moment,
  type RingEvent,
  type RingState,
  type RingTiming,
} from './ring-state.js';
import type { Signer } from './signer.js';

/**
 * Creates a ring of RSA keys on a storage that many instances may share. Without a storage, the keys are kept in files. Nothing is
 * read or written before the first use. The first use creates a key when there is none.
 * @throws RangeError when durations contradict each other.
 * @throws Error when there is neither a `storage` nor a file system.
 * @example const keyRing = createKeyRing({ directory: '.keys' });
 */
export function createKeyRing(options: KeyRingOptions = {}): KeyRing {
  const { modulusLength, directory = '.lcw-auth' } = options;
  const onNotice = safeNotice(options.onNotice);
  const timing = readTiming(options);
  const storage = options.storage ?? createStorage({ driver: fileDriver({ directory, onNotice }) });
  return createStoredKeyRing({
    store: createKeyStore(storage, onNotice),
    createKeyPair: async () => generateKeyPair({ modulusLength }),
    clock: systemClock,
    timing,
    onNotice,
  });
}

/** Dependencies of a stored key ring. */
export interface StoredKeyRingParts<Key extends ScheduledKey & { signer: Signer }> {
  store: KeyStore<Key>;
  createKeyPair: () => Promise<KeyPair>;
  clock: Clock;
  timing: RingTiming;
  onNotice: OnNotice;
}

// The public key document of another instance may be older than its view of the storage by this much, in milliseconds.
const documentDelay = 1_000;

/** Creates the ring. It reads and writes the storage and reads the clock. The pure functions of ring-state.ts make the decisions. */
export function createStoredKeyRing<Key extends ScheduledKey & { signer: Signer }>(parts: StoredKeyRingParts<Key>): KeyRing {
  const { store, timing, onNotice } = parts;
  const clock = createSteadyClock(parts.clock, timing.refreshInterval + documentDelay);
  // When a view of the storage is older than this, another instance may already sign with a key that is missing from the view.
  const longestOutage = Math.max(timing.publishAhead, timing.refreshInterval);

  let state: RingState<Key> = unread;
  let reads = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | null = null;
  let mutation: Promise<unknown> = Promise.resolve();
  let current: Schedule<Key> | null = null;
  let served: { schedule: Schedule<Key>; settling: boolean; keys: readonly PublicKey[] } | null = null;
  const reportedMisdated = new Set<string>();

  const now = (): Moment => ({ wall: clock.wall(), monotonic: clock.monotonic() });

  function dispatch(event: RingEvent<Key>): void {
    state = nextRing(state, event, now(), timing);
    current = null;
  }

  function schedule(): Schedule<Key> {
    const moment = now();
    // After the date was set back, a schedule may lie in the future. It is not valid before the moment for which it was computed.
    if (!current || moment.wall >= current.holdsUntil || moment.wall < current.computedFor) current = scheduleFor(state, moment, timing);
    return current;
  }

  async function read(): Promise<Schedule<Key>> {
    const number = (reads += 1);
    const startedAt = clock.monotonic();
    dispatch({ type: 'read', number, startedAt, ...(await store.read()) });
    const seen = schedule();
    for (const { kid } of seen.misdated) reportMisdated(kid);
    return seen;
  }

  function reportMisdated(kid: string): void {
    if (reportedMisdated.has(kid)) return;
    reportedMisdated.add(kid);
    onNotice({
      code: 'key-misdated',
      message: `The key ${kid} was created while a clock was more than ten minutes ahead of this machine's clock. It does not count as the next key. Check the clocks of all instances.`,
    });
  }

  /** Runs the changes of this instance one after the other. */
  async function alone<T>(change: () => Promise<T>): Promise<T> {
    const result = mutation.then(change);
    mutation = result.catch(() => {});
    return result;
  }

  /**
   * Publishes a new key. Creating a key pair takes time, so the storage is read again after that: another instance may have published
   * a key meanwhile.
   */
  async function add(signsAfter: number, isStillWanted: (seen: Schedule<Key>) => boolean): Promise<void> {
    nextGeneration();
    const pair = await parts.createKeyPair();
    if (!isStillWanted(await read())) return;
    const generation = nextGeneration();
    const createdAt = clock.wall();
    await store.writeKey({ version: 1, ...pair, generation, createdAt, signsFrom: createdAt + signsAfter });
    await read();
  }

  function nextGeneration(): number {
    const newest = Math.max(0, ...[...state.keys, ...state.revocations].map(({ generation }) => generation));
    if (newest < highestGeneration) return newest + 1;
    throw new Error(`The key storage holds an entry of generation ${newest}, so no newer key can be created. Remove that entry.`);
  }

  const addSigning = async (): Promise<void> => add(0, ({ signing }) => signing === null);

  async function maintain(): Promise<void> {
    const { create, remove } = dutiesOf(state, now(), timing);
    if (create === 'signing') await addSigning();
    if (create === 'successor') await add(timing.publishAhead, ({ rotationDue }) => rotationDue);
    await Promise.all(remove.map(async (kid) => store.removeKey(kid)));
  }

  async function refresh(): Promise<void> {
    triedAt = clock.monotonic();
    try {
      await read();
      const { create, remove } = dutiesOf(state, now(), timing);
      if (create || remove.length > 0) await alone(maintain);
    } catch (cause) {
      reportStorage('The key storage could not be used. The keys in memory stay in use.', cause);
    }
  }

  function reportStorage(message: string, cause: unknown): void {
    onNotice({ code: 'storage-unavailable', message, cause });
  }

  async function upToDate(): Promise<Schedule<Key>> {
    if (clock.monotonic() - triedAt >= timing.refreshInterval || !schedule().signing) {
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
    }
    if (refreshing) await refreshing;
    return schedule();
  }

  async function documentKeys(): Promise<Schedule<Key>> {
    const known = await upToDate();
    // Instances that start together on an empty storage may still be writing their first keys. Until every instance can see those
    // keys, every public key document is read from the storage. A key is therefore published before a user can receive a token that
    // it has signed.
    if (!isSettling(state, now())) return known;
    try {
      return await read();
    } catch {
      return schedule();
    }
  }

  return {
    retention: timing.retention / 1000,

    async signingKey() {
      const { signing } = await upToDate();
      if (!signing || clock.monotonic() - state.readAt > longestOutage)
        throw new KeysUnavailableError('The key storage does not answer, so there is no key to sign with.');
      return signing.signer;
    },

    async publicKeys() {
      const seen = await documentKeys();
      if (seen.published.length === 0) throw new KeysUnavailableError('The key storage does not answer, so there are no public keys.');
      const settling = isSettling(state, now());
      if (served?.schedule !== seen || served.settling !== settling)
        served = { schedule: seen, settling, keys: seen.published.map((entry) => publicKeyOf(entry, settling)) };
      return served.keys;
    },

    rotate: async () =>
      alone(async () => {
        const { signing, next } = await read();
        if (next) return;
        if (!signing) await addSigning();
        await add(timing.publishAhead, (seen) => seen.next === null);
      }),

    revoke: async (kid) => alone(async () => revoke(kid)),
  };

  async function revoke(kid: string): Promise<void> {
    const failures: unknown[] = [];
    const attempt = async (work: () => Promise<unknown>): Promise<void> => {
      await work().catch((error: unknown) => failures.push(error));
    };

    await attempt(read);
    const key = state.keys.find((known) => known.kid === kid);
    if (!key) {
      // When the storage could not be read, the entry may exist, but its generation is unknown, so no revocation can be written.
      // If the entry were removed without a revocation, this instance could start a ring of its own.
      if (failures.length > 0) throw failures[0];
      return store.removeKey(kid);
    }
    const revocation = revocationOf(key);
    // The successor is written first, so that there is always a key to sign with. When the storage has no room for the successor, the
    // key is revoked nevertheless.
    if (!scheduleFor(nextRing(state, { type: 'revoked', revocation }, now(), timing), now(), timing).signing)
      await attempt(async () => add(0, ({ signing }) => signing?.kid === kid));
    dispatch({ type: 'revoked', revocation });
    const before = failures.length;
    // The key is removed even when the revocation could not be stored, because a revoked key must not stay in use. An older key may
    // then sign again. Other instances publish it from their next read on, which is at most `refreshInterval` later.
    await attempt(async () => store.writeRevocation({ version: 1, ...revocation }));
    await attempt(async () => store.removeKey(kid));
    const isStored = failures.length < before + 2;
    await attempt(read);
    if (!isStored)
      throw new Error(
        `revoke: this instance no longer signs with the key ${kid}, but the key storage could not be changed, so other instances still sign with it. Call revoke again.`,
        { cause: failures[before] },
      );
    if (failures.length > 0) reportStorage(`The key ${kid} was revoked, but one of the operations on the key storage failed.`, failures[0]);
  }

  function revocationOf({ kid, generation }: Key): Revocation {
    return { kid, generation, revokedAt: clock.wall(), wasSigning: schedule().signing?.kid === kid };
  }
}

function publicKeyOf({ key, until }: { key: { kid: string; signer: Signer }; until: number }, settling: boolean): PublicKey {
  return { kid: key.kid, publicKey: key.signer.publicKey, expiry: Math.ceil(until / 1000), settling };
}
