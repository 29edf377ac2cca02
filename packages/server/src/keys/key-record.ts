import type { KeyPair } from './key-pair.js';
import type { Revocation, ScheduledKey } from './key-schedule.js';
import { KeyFormatError } from './pem.js';
import { createSigner, type Signer } from './signer.js';

/** A key as it is stored. It is written once and never changed. */
export interface KeyRecord extends ScheduledKey, KeyPair {
  version: 1;
}

/** A revocation as it is stored. It is written once and never changed. */
export interface RevocationRecord extends Revocation {
  version: 1;
}

/** A stored key after it was read, checked and parsed. */
export interface RingKey extends ScheduledKey {
  signer: Signer;
}

/** The highest generation that a stored entry may have. Rotation every second would take 30 years to reach it. */
export const highestGeneration = 1_000_000_000;

/** A usable entry of the storage, or the reason why the entry is unusable. */
export type ReadResult =
  | { status: 'key'; key: RingKey }
  | { status: 'revocation'; revocation: Revocation }
  | { status: 'rejected'; reason: string };

/** Checks a stored key and parses it. This is the only place where a stored PEM is parsed. */
export async function readKeyRecord(kid: string, value: unknown): Promise<ReadResult> {
  const record = readVersion1(value);
  if (typeof record === 'string') return rejected(record);
  const { generation, createdAt, signsFrom, privateKey, publicKey } = record;
  if (!isGeneration(generation)) return rejected('its generation is not a whole number from 0 to 1,000,000,000');
  if (!isTime(createdAt) || !isTime(signsFrom)) return rejected('its times are not numbers of milliseconds');
  if (record['kid'] !== kid) return rejected('its key id differs from the name of the entry');
  if (typeof privateKey !== 'string' || typeof publicKey !== 'string') return rejected('its keys are not text');
  try {
    const signer = await createSigner(privateKey);
    if (signer.kid !== kid || signer.publicKey !== publicKey.trim())
      return rejected('its private key, public key and key id do not belong together');
    return { status: 'key', key: { kid, generation, createdAt, signsFrom, signer } };
  } catch (error) {
    if (error instanceof KeyFormatError) return rejected(`its private key cannot be used: ${error.message}`);
    throw error;
  }
}

/** Checks a stored revocation. */
export function readRevocationRecord(kid: string, value: unknown): ReadResult {
  const record = readVersion1(value);
  if (typeof record === 'string') return rejected(record);
  const { generation, revokedAt, wasSigning } = record;
  if (!isGeneration(generation) || !isTime(revokedAt) || typeof wasSigning !== 'boolean' || record['kid'] !== kid)
    return rejected('it is not a revocation of the key in the name of the entry');
  return { status: 'revocation', revocation: { kid, generation, revokedAt, wasSigning } };
}

/** Returns the fields of an entry, or the reason why the entry cannot be used. */
function readVersion1(value: unknown): Record<string, unknown> | string {
  if (typeof value !== 'object' || value === null) return 'it is not a JSON object. It may be half-written';
  const record = value as Record<string, unknown>;
  return record['version'] === 1 ? record : 'it was not written by this version of lcw-auth';
}

function rejected(reason: string): ReadResult {
  return { status: 'rejected', reason };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isGeneration(value: unknown): value is number {
  return isTime(value) && value <= highestGeneration;
}
