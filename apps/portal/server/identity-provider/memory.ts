import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  model: string;
  id: string;
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

const maxEntries = 5_000;

/** Storage of the embedded identity provider for sessions, grants and codes. It is in memory, so a restart deletes them. */
export function createMemory(clock: () => number = Date.now): AdapterFactory {
  const entries = new Map<string, Entry>();
  const live = (entry: Entry | undefined): Entry | undefined => (entry && entry.expiresAt > clock() ? entry : undefined);
  const forget = (matches: (entry: Entry) => boolean): void => {
    for (const [key, entry] of entries) if (matches(entry)) entries.delete(key);
  };

  return (model): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const search = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
      [...entries.values()].find((entry) => entry.model === model && live(entry) && matches(entry.payload))?.payload;
    return {
      upsert(id, payload, expiresIn = 3600) {
        forget((entry) => !live(entry));
        const [oldest] = entries.keys();
        if (entries.size >= maxEntries && oldest !== undefined) entries.delete(oldest);
        entries.set(keyOf(id), { model, id, payload, expiresAt: clock() + expiresIn * 1000 });
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(live(entries.get(keyOf(id)))?.payload),
      findByUid: (uid) => Promise.resolve(search((payload) => payload.uid === uid)),
      findByUserCode: (userCode) => Promise.resolve(search((payload) => payload.userCode === userCode)),
      consume(id) {
        const entry = entries.get(keyOf(id));
        if (entry) entry.payload.consumed = Math.floor(clock() / 1000);
        return Promise.resolve();
      },
      destroy(id) {
        entries.delete(keyOf(id));
        return Promise.resolve();
      },
      revokeByGrantId(grantId) {
        forget((entry) => entry.model === model && entry.payload.grantId === grantId);
        return Promise.resolve();
      },
    };
  };
}
