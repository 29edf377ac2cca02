import { KeyFormatError } from './pem.js';
import type { KeyPair } from './key-pair.js';
import type { ScheduledKey } from './key-schedule.js';
import { createSigner, type Signer } from './signer.js';

/** One key as the storage holds it. */
export interface KeyRecord extends ScheduledKey, KeyPair {
  version: 1;
}

/** A stored key that was read, checked and parsed. */
export interface RingKey extends ScheduledKey {
  signer: Signer;
}

/** A stored key, or why the entry is none. */
export type ReadResult = { status: 'key'; key: RingKey } | { status: 'rejected'; reason: string };

/** Checks what the storage gave for a key id, and parses the key: the only place where a stored PEM is parsed. */
export async function readKeyRecord(kid: string, value: unknown): Promise<ReadResult> {
  const reason = (text: string): ReadResult => ({ status: 'rejected', reason: text });
  if (typeof value !== 'object' || value === null) return reason('it is not a JSON object, it may be half-written');
  const record = value as Partial<Record<keyof KeyRecord, unknown>>;
  if (record.version !== 1) return reason('it was not written by this version of lcw-auth');
  const { generation, createdAt, signsFrom, privateKey, publicKey } = record;
  if (!isCount(generation) || !isCount(createdAt) || !isCount(signsFrom)) return reason('its times are not numbers');
  if (record.kid !== kid) return reason('its key id is not the one it is stored under');
  if (typeof privateKey !== 'string' || typeof publicKey !== 'string') return reason('its keys are not text');
  try {
    const signer = await createSigner(privateKey);
    if (signer.kid !== kid || signer.publicKey !== publicKey.trim())
      return reason('its private key, public key and key id do not belong together');
    return { status: 'key', key: { kid, generation, createdAt, signsFrom, signer } };
  } catch (error) {
    if (error instanceof KeyFormatError) return reason(`its private key cannot be used: ${error.message}`);
    throw error;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
