import { exportSPKI } from 'jose';
import { importPublicKey, keyId } from './key-pair.js';
import type { KeyRing, PublicKey } from './key-ring.js';
import { createSigner, signaturesVerify, type Signer } from './signer.js';

/** Options of `createFixedKeyRing`. */
export interface FixedKeyRingOptions {
  /**
   * The keys in order: the first one signs, and all are published. A text is PEM or base64, e.g. from an environment variable.
   * Texts after the first may contain only a public key. A `Signer` keeps its private key elsewhere. Unset variables are skipped.
   */
  keys: readonly (string | Signer | undefined)[];
}

const day = 86_400_000;

/**
 * Creates a key ring of given keys: from environment variables, a secret store, or a signer such as Azure Key Vault.
 * To rotate, deploy `[current, next]`, then `[next, current]` when no cache holds the old document, then `[next]` an hour later.
 * The keys are parsed once, at the first use. Call `await keyRing.signingKey()` at start-up to find a bad key early.
 * @throws TypeError when the first key is missing, usually because the environment variable is not set.
 * @example createFixedKeyRing({ keys: [process.env.LCW_PRIVATE_KEY] })
 */
export function createFixedKeyRing({ keys }: FixedKeyRingOptions): KeyRing {
  const [signing] = keys;
  if (signing === undefined || signing === '') {
    throw new TypeError(
      'createFixedKeyRing: the first key is missing. Is the environment variable set? `npx lcw-auth keygen` creates a key.',
    );
  }
  const others = keys.slice(1).flatMap((key) => (key === undefined || key === '' ? [] : [key]));
  let loaded: Promise<Loaded> | null = null;
  let served: { day: number; keys: readonly PublicKey[] } | null = null;

  const load = async (): Promise<Loaded> => {
    loaded ??= parse(signing, others);
    try {
      return await loaded;
    } catch (error) {
      // A signer on the network may be available at the next call.
      loaded = null;
      throw error;
    }
  };

  return {
    signingKey: async () => (await load()).signer,

    async publicKeys() {
      const { published } = await load();
      const today = Math.floor(Date.now() / day);
      // These keys have no planned end, so the document contains a date that is a year ahead.
      if (served?.day !== today) {
        served = {
          day: today,
          keys: published.map(({ kid, publicKey }) => ({ kid, publicKey, expiry: ((today + 366) * day) / 1000 })),
        };
      }
      return served.keys;
    },

    async rotate() {
      throw new Error(
        'rotate: the keys of createFixedKeyRing are part of your deployment. Deploy keys: [current, next], and later [next, current].',
      );
    },

    async revoke() {
      throw new Error(
        'revoke: the keys of createFixedKeyRing are part of your deployment. Deploy without the key that you want to revoke.',
      );
    },
  };
}

async function parse(signing: string | Signer, others: readonly (string | Signer)[]): Promise<Loaded> {
  const signer = typeof signing === 'string' ? await createSigner(signing) : signing;
  if (!(await signaturesVerify(signer))) {
    throw new TypeError(
      `createFixedKeyRing: the signer '${signer.kid}' does not sign with RS256, or its publicKey belongs to another key.`,
    );
  }
  const published = [signer, ...(await Promise.all(others.map(readPublished)))];
  if (new Set(published.map(({ kid }) => kid)).size < published.length) {
    throw new TypeError('createFixedKeyRing: two keys have the same key id.');
  }
  return { signer, published };
}

interface Loaded {
  signer: Signer;
  published: readonly PublishedKey[];
}

type PublishedKey = Pick<Signer, 'kid' | 'publicKey'>;

async function readPublished(key: string | Signer): Promise<PublishedKey> {
  if (typeof key !== 'string') return key;
  if (key.includes('PUBLIC KEY')) {
    const publicKey = await importPublicKey(key);
    return { kid: await keyId(publicKey), publicKey: await exportSPKI(publicKey) };
  }
  return createSigner(key);
}
