import { createStorage } from 'unstorage';
import { fileDriver } from './file-driver.js';
import { generateKeyPair } from './key-pair.js';
import type { RingKey } from './key-record.js';
import { readTiming, type KeyRingOptions } from './key-ring-options.js';
import { KeysUnavailableError, type KeyRing, type PublicKey } from './key-ring.js';
import { scheduleOf, type Schedule } from './key-schedule.js';
import { createKeyStore } from './key-store.js';
import { noticeOnConsole } from './notice.js';

/**
 * A ring of RSA keys on a storage that many instances may share; without one, in files. Nothing is read or written before the
 * first use, which makes the first key where there is none.
 * @throws RangeError for durations that contradict each other.
 * @throws Error when there is neither a `storage` nor a file system.
 * @example const keyRing = createKeyRing({ directory: '.keys' });
 */
export function createKeyRing(options: KeyRingOptions = {}): KeyRing {
  const { onNotice = noticeOnConsole, modulusLength } = options;
  const timing = readTiming(options);
  const { directory = '.lcw-auth', storage = createStorage({ driver: fileDriver({ directory, onNotice }) }) } = options;
  const store = createKeyStore(storage, onNotice);
  // A key that was published after a read signs at the earliest when that read is this old.
  const longestOutage = Math.max(timing.publishAhead, timing.refreshInterval);

  let keys: readonly RingKey[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | null = null;
  let current: Schedule<RingKey> | null = null;
  let served: { schedule: Schedule<RingKey>; keys: readonly PublicKey[] } | null = null;

  function schedule(): Schedule<RingKey> {
    const now = Date.now();
    if (!current || now >= current.holdsUntil) current = scheduleOf(keys, now, timing);
    return current;
  }

  async function read(): Promise<Schedule<RingKey>> {
    const startedAt = Date.now();
    const found = await store.read();
    // Of two overlapping reads the later one knows more.
    if (startedAt >= readAt) {
      keys = found;
      readAt = startedAt;
      current = null;
    }
    return schedule();
  }

  /** Publishes a new key. Making one takes a while, so the storage is read again before: another instance may have been faster. */
  async function add(signsAfter: number, stillWanted: (schedule: Schedule<RingKey>) => boolean): Promise<void> {
    const pair = await generateKeyPair({ modulusLength });
    if (!stillWanted(await read())) return;
    const generation = 1 + Math.max(0, ...keys.map((key) => key.generation));
    const createdAt = Date.now();
    await store.write({ version: 1, ...pair, generation, createdAt, signsFrom: createdAt + signsAfter });
    await read();
  }

  async function refresh(): Promise<void> {
    triedAt = Date.now();
    try {
      const { signing, rotationDue, expired } = await read();
      if (!signing) await add(0, (seen) => seen.signing === null);
      else if (rotationDue) await add(timing.publishAhead, (seen) => seen.rotationDue);
      await Promise.all(expired.map(async ({ kid }) => store.remove(kid)));
    } catch (cause) {
      onNotice({ code: 'storage-unavailable', message: 'The key storage could not be used. The keys known so far go on.', cause });
    }
  }

  async function upToDate(): Promise<Schedule<RingKey>> {
    if (Date.now() - triedAt >= timing.refreshInterval || keys.length === 0) {
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
    }
    if (refreshing) await refreshing;
    return schedule();
  }

  async function documentKeys(): Promise<Schedule<RingKey>> {
    const known = await upToDate();
    const newest = Math.max(...known.published.map(({ key }) => key.createdAt));
    // Instances that start together on an empty storage may still be writing their first keys: until those must be visible,
    // every public key document is read afresh, so that a key is published before anybody can meet a token of it.
    if (Date.now() - newest >= timing.propagationTime) return known;
    try {
      return await read();
    } catch {
      return known;
    }
  }

  return {
    retention: timing.retention / 1000,
    propagationTime: timing.propagationTime / 1000,

    async signingKey() {
      const { signing } = await upToDate();
      if (!signing || Date.now() - readAt > longestOutage)
        throw new KeysUnavailableError('The key storage does not answer, so there is no key to sign with.');
      return signing.signer;
    },

    async publicKeys() {
      const seen = await documentKeys();
      if (seen.published.length === 0) throw new KeysUnavailableError('The key storage does not answer, so there are no public keys.');
      if (served?.schedule !== seen) served = { schedule: seen, keys: seen.published.map(asPublicKey) };
      return served.keys;
    },

    async rotate() {
      const { signing, next } = await read();
      if (next) return;
      if (!signing) await add(0, (seen) => seen.signing === null);
      await add(timing.publishAhead, (seen) => seen.next === null);
    },

    async revoke(kid) {
      const { signing, next } = await read();
      if (signing?.kid === kid) await replace(signing, next);
      await store.remove(kid);
      await read();
    },
  };

  /** Sees to it that another key signs at once, and none that has retired already. */
  async function replace(signing: RingKey, next: RingKey | null): Promise<void> {
    const heir = scheduleOf(
      keys.filter((key) => key !== signing),
      Date.now(),
      timing,
    ).signing;
    if (heir?.generation === signing.generation) return;
    if (next) await store.reschedule(next.kid, Date.now());
    else await add(0, (seen) => seen.signing?.kid === signing.kid);
  }
}

function asPublicKey({ key, until }: { key: RingKey; until: number }): PublicKey {
  return { kid: key.kid, publicKey: key.signer.publicKey, expiry: Math.ceil(until / 1000), publishedAt: key.createdAt };
}
