import type { Storage } from 'unstorage';
import { readKeyRecord, readRevocationRecord, type KeyRecord, type ReadResult, type RevocationRecord, type RingKey } from './key-record.js';
import type { Revocation } from './key-schedule.js';
import type { OnNotice } from '../notice.js';
import { isUnusableEntry, withStorageLimits } from './storage-errors.js';

/** The ring's entries on an unstorage Storage. Every entry is written once and never changed, only removed. */
export interface KeyStore<Key = RingKey> {
  /** Reads every usable entry. An unusable one is reported once and skipped. */
  read(): Promise<{ keys: readonly Key[]; revocations: readonly Revocation[] }>;
  writeKey(record: KeyRecord): Promise<void>;
  writeRevocation(record: RevocationRecord): Promise<void>;
  /** Removes a key. Its revocation stays. */
  removeKey(kid: string): Promise<void>;
}

interface Entry {
  name: string;
  text: string;
  result: ReadResult;
}

/** All entries have this prefix, so the storage can be shared with other data. */
const base = 'lcw-auth';
const keyIdForm = /^(revoked:)?([A-Za-z0-9_-]{1,128})$/;
const revocationPrefix = 'revoked:';

/** Reads and writes the ring's entries. A key is parsed when its entry is first seen or has changed. */
export function createKeyStore(storage: Storage, onNotice: OnNotice): KeyStore {
  let known = new Map<string, Entry>();
  const reported = new Map<string, string>();

  async function read(): ReturnType<KeyStore['read']> {
    const names = await withStorageLimits(async () => storage.getKeys(base));
    const entries = (await Promise.all(names.map(async (name) => readEntry(name.slice(base.length + 1))))).filter(
      (entry) => entry !== null,
    );
    known = new Map(entries.map((entry) => [entry.name, entry]));
    return {
      keys: entries.flatMap(({ result }) => (result.status === 'key' ? result.key : [])),
      revocations: entries.flatMap(({ result }) => (result.status === 'revocation' ? result.revocation : [])),
    };
  }

  async function readEntry(name: string): Promise<Entry | null> {
    const [, prefix, kid = ''] = keyIdForm.exec(name) ?? [];
    const before = known.get(name);
    try {
      const value: unknown = kid === '' ? 'not a key id' : await withStorageLimits(async () => storage.getItem(nameOf(name)));
      // Another instance removed the entry between the listing and the reading.
      if (value === null || value === undefined) return null;
      const text = JSON.stringify(value);
      if (before?.text === text) return before;
      const result = prefix === undefined ? await readKeyRecord(kid, value) : readRevocationRecord(kid, value);
      if (result.status === 'rejected') report(name, `was skipped: ${result.reason}`);
      return { name, text, result };
    } catch (error) {
      if (!isUnusableEntry(error)) throw error;
      // A key that was read before stays in use, because clients have tokens that it signed. A wrong file mode should not stop a running server.
      report(name, before ? `can no longer be read, so the copy in memory is used: ${error.message}` : `was skipped: ${error.message}`);
      return before ?? null;
    }
  }

  function report(name: string, what: string): void {
    if (reported.get(name) === what) return;
    reported.set(name, what);
    onNotice({ code: 'key-entry-skipped', message: `The storage entry ${JSON.stringify(nameOf(name).slice(0, 100))} ${what}.` });
  }

  const write = async (name: string, value: KeyRecord | RevocationRecord): Promise<void> =>
    withStorageLimits(async () => storage.setItem(nameOf(name), value));

  return {
    read,
    writeKey: async (record) => write(record.kid, record),
    writeRevocation: async (record) => write(revocationPrefix + record.kid, record),
    removeKey: async (kid) => withStorageLimits(async () => storage.removeItem(nameOf(kid))),
  };
}

function nameOf(name: string): string {
  return `${base}:${name}`;
}
