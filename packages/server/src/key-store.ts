import type { Storage } from 'unstorage';
import { readKeyRecord, type KeyRecord, type RingKey } from './key-record.js';
import type { OnNotice } from './notice.js';

/** The ring's entries on an unstorage Storage. */
export interface KeyStore {
  /** Every usable key. Entries that are none are reported once and skipped. */
  read(): Promise<RingKey[]>;
  write(record: KeyRecord): Promise<void>;
  /** Moves the moment from which a stored key may sign. */
  reschedule(kid: string, signsFrom: number): Promise<void>;
  remove(kid: string): Promise<void>;
}

/** All entries stand under this prefix, so that the storage can be shared. */
const base = 'lcw-auth';
const keyIdForm = /^[A-Za-z0-9_-]{1,128}$/;

// A client that reconnects for ever must not hold a token up: the widget waits 10 seconds for it in all.
const patience = 3_000;

/** Reads and writes key records. A key is parsed when its entry is first seen or has changed, never again. */
export function createKeyStore(storage: Storage, onNotice: OnNotice): KeyStore {
  let parsed = new Map<string, { text: string; key: RingKey | null }>();
  const nameOf = (kid: string): string => `${base}:${kid}`;

  async function read(): Promise<RingKey[]> {
    const names = await inTime(() => storage.getKeys(base));
    const entries = await Promise.all(names.map(async (name) => readEntry(name.slice(base.length + 1))));
    const present = entries.filter((entry) => entry !== null);
    parsed = new Map(present.map(({ kid, text, key }) => [kid, { text, key }]));
    return present.flatMap(({ key }) => key ?? []);
  }

  async function readEntry(kid: string): Promise<{ kid: string; text: string; key: RingKey | null } | null> {
    const value: unknown = keyIdForm.test(kid) ? await inTime(() => storage.getItem(nameOf(kid))) : 'not a key id';
    // Removed by another instance between listing and reading.
    if (value === null || value === undefined) return null;
    const text = JSON.stringify(value);
    const known = parsed.get(kid);
    if (known?.text === text) return { kid, text, key: known.key };
    const result = await readKeyRecord(kid, value);
    if (result.status === 'key') return { kid, text, key: result.key };
    onNotice({
      code: 'key-entry-skipped',
      message: `The storage entry ${JSON.stringify(nameOf(kid).slice(0, 100))} was skipped: ${result.reason}.`,
    });
    return { kid, text, key: null };
  }

  async function reschedule(kid: string, signsFrom: number): Promise<void> {
    const record = await inTime(() => storage.getItem<KeyRecord>(nameOf(kid)));
    if (record) await inTime(() => storage.setItem(nameOf(kid), { ...record, signsFrom }));
  }

  return {
    read,
    reschedule,
    write: async (record) => inTime(() => storage.setItem(nameOf(record.kid), record)),
    remove: async (kid) => inTime(() => storage.removeItem(nameOf(kid))),
  };
}

async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The key storage did not answer within ${patience} ms.`)), patience);
  });
  try {
    return await Promise.race([inOwnWords(work), late]);
  } finally {
    clearTimeout(timer);
  }
}

const isWord = (value: unknown) => typeof value === 'string' && /^\w{1,60}$/.test(value);

/** Storages quote the command that failed, and with it the key: of their errors only what holds no data is kept. */
async function inOwnWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, code, syscall, message } = Object(error) as Record<string, unknown>;
    const words = [name, code].filter(isWord);
    // An error of the system's is made of a code, a call and a path.
    const reason = typeof syscall === 'string' ? String(message) : words.join(' ');
    throw Object.assign(new Error(`The key storage failed${reason && ': '}${reason || '.'}`), isWord(code) && { code });
  }
}
