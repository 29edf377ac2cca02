import type { Signer } from './signer.js';

/** A key as the public key endpoint serves it. */
export interface PublicKey {
  kid: string;
  /** SPKI as PEM. */
  publicKey: string;
  /** Seconds since the epoch, as in the public key document. */
  expiry: number;
  /** Milliseconds since the epoch: since when the key is published. */
  publishedAt: number;
}

/** The keys of a token service. */
export interface KeyRing {
  /** The key that signs now. @throws KeysUnavailableError when the storage has been out of reach for too long. */
  signingKey(): Promise<Signer>;
  /** What verifiers may meet: the signing key first, then those to come and those whose tokens live on. */
  publicKeys(): Promise<readonly PublicKey[]>;
  /** Publishes a new key, which signs from `publishAhead` on. While one is waiting already, nothing happens. */
  rotate(): Promise<void>;
  /** Takes a key out of the ring and its storage at once; its tokens are refused from then on. Nothing happens to an unknown one. */
  revoke(kid: string): Promise<void>;
  /** Seconds for which a key stays published after its last signature; no token may live longer. */
  readonly retention?: number | undefined;
  /** Seconds for which a new key's public document is not to be cached: other instances may not show it yet. Default 30. */
  readonly propagationTime?: number | undefined;
}

/** There is no key that may sign: the storage does not answer. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}
