import type { Signer } from './signer.js';

/** A key as the public key endpoint serves it. */
export interface PublicKey {
  /** The key id, as in the header of the tokens that it verifies. */
  kid: string;
  /** SPKI as PEM. */
  publicKey: string;
  /** Seconds since the epoch, as in the public key document. */
  expiry: number;
  /**
   * True while other instances may have new keys that are missing from this list. The document must not be cached then.
   * Default false.
   */
  settling?: boolean | undefined;
}

/** The keys of a token service. */
export interface KeyRing {
  /** Returns the key that signs now. @throws KeysUnavailableError when the storage has been unavailable for too long. */
  signingKey(): Promise<Signer>;
  /**
   * Returns the keys that verifiers may need: the signing key first, then the keys that will sign and the keys whose tokens are
   * still valid. The result is the same array until something changes.
   * @throws KeysUnavailableError when no key has been read yet and the storage does not answer.
   */
  publicKeys(): Promise<readonly PublicKey[]>;
  /** Publishes a new key, which signs after `publishAhead`. Does nothing while a new key is already waiting. */
  rotate(): Promise<void>;
  /**
   * Removes a key from the ring and the storage. When this resolves, the instance no longer signs with it, and the other instances
   * stop within their `refreshInterval`. Does nothing for an unknown key id.
   * @throws Error when the storage could not be changed. The instance has stopped signing with the key nevertheless.
   */
  revoke(kid: string): Promise<void>;
  /** Seconds for which a key stays published after its last signature. No token may live longer. */
  readonly retention?: number | undefined;
}

/** No key can sign at the moment, because the storage does not answer. */
export class KeysUnavailableError extends Error {
  /** Always 'KeysUnavailableError'. */
  override readonly name = 'KeysUnavailableError';
}
