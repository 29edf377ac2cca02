import { createStorage, type Storage } from 'unstorage';
import { createKeyRing, type KeyRing, type KeyRingOptions, type Notice } from '../index.js';

export interface TestRing {
  ring: KeyRing;
  notices: Notice[];
  /** Returns the id of the key that signs now. */
  signs(): Promise<string>;
  /** Returns the ids of the published keys, sorted. */
  publishes(): Promise<string[]>;
}

/** Creates one instance on a storage. Several instances on one storage are several servers. */
export function createTestRing(storage: Storage = createStorage(), options: KeyRingOptions = {}): TestRing {
  const notices: Notice[] = [];
  const ring = createKeyRing({ storage, onNotice: (notice) => notices.push(notice), ...options });
  return {
    ring,
    notices,
    signs: async () => (await ring.signingKey()).kid,
    publishes: async () => (await ring.publicKeys()).map(({ kid }) => kid).toSorted(),
  };
}
