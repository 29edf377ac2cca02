import { afterEach, beforeEach, vi } from 'vitest';

type Generate = (...parameters: unknown[]) => Promise<CryptoKeyPair>;

const subtle = crypto.subtle as unknown as { generateKey: Generate };
const generate = subtle.generateKey.bind(subtle);
const keys = new Map<string, Promise<CryptoKeyPair>>();

/**
 * Lets the tests of a worker share RSA keys, because creating one takes longer than most tests. Within a test all keys differ: the
 * first key that a test creates is the first key of every other test too, and so on.
 */
export function shareRsaKeys(): void {
  beforeEach(() => {
    let created = 0;
    vi.spyOn(subtle, 'generateKey').mockImplementation(async (...parameters) => {
      created += 1;
      const name = JSON.stringify([created, parameters]);
      const pair = keys.get(name) ?? generate(...parameters);
      keys.set(name, pair);
      return pair;
    });
  });
  afterEach(() => {
    vi.mocked(subtle.generateKey).mockRestore();
  });
}
