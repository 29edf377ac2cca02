import { importSPKI, type CryptoKey } from 'jose';
import { refuse, type Refusal } from './validation.js';

/** The keys of one public key document, imported once. */
export interface PublicKeys {
  valid: true;
  /** One PEM has no kid; the list form has one for each key. */
  keys: readonly { kid: string | null; key: CryptoKey; /** Seconds since the epoch. */ expiry: number | null }[];
}

/** Reads what a public key URL answers: one PEM, or a JSON array of `kid`, `publicKey` (base64 of a PEM) and `expiry`. */
export async function readPublicKeys(document: string): Promise<PublicKeys | Refusal> {
  const text = document.trim();
  if (text === '') return malformed('The public key document is empty');
  if (text.startsWith('<')) return malformed('The public key URL answers with a web page, not with a key');
  if (!text.startsWith('[') && !text.startsWith('{')) {
    const key = await readPem(text);
    return 'valid' in key ? key : { valid: true, keys: [{ kid: null, key, expiry: null }] };
  }
  return readList(text);
}

async function readList(text: string): Promise<PublicKeys | Refusal> {
  const list = parse(text);
  if (!Array.isArray(list)) return malformed(keySetProblem(list));
  if (list.length === 0) return malformed('The list of public keys is empty');
  const keys: PublicKeys['keys'][number][] = [];
  for (const [index, entry] of (list as unknown[]).entries()) {
    const { kid, publicKey, expiry } = Object(entry) as Record<string, unknown>;
    const which = `Entry ${index + 1} of the list of public keys`;
    if (typeof kid !== 'string' || kid === '') return malformed(`${which} has no kid`);
    if (typeof publicKey !== 'string') return malformed(`${which} has no publicKey`);
    if (typeof expiry !== 'number' || !Number.isFinite(expiry)) return malformed(`${which} has no expiry in seconds since the epoch`);
    if (keys.some((each) => each.kid === kid)) return malformed(`${which} repeats the kid ${JSON.stringify(kid)}: each must be unique`);
    const pem = fromBase64(publicKey);
    const where = `${which}: publicKey must be the base64 of a PEM, and `;
    const key = pem === null ? malformed(`${where}it is no base64`) : await readPem(pem, where);
    if ('valid' in key) return key;
    keys.push({ kid, key, expiry });
  }
  return { valid: true, keys };
}

async function readPem(pem: string, where = ''): Promise<CryptoKey | Refusal> {
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem)?.[1];
  if (label === undefined) return malformed(`${where}it is no PEM: it must start with -----BEGIN PUBLIC KEY-----`);
  if (label.includes('PRIVATE')) return malformed(`${where}it publishes a PRIVATE key. Withdraw that key at once`);
  if (label !== 'PUBLIC KEY') return malformed(`${where}it is a PEM of ${label}: PUBLIC KEY (SPKI) is what is read`);
  if (pem.split('-----BEGIN ').length > 2) return malformed(`${where}it has several PEMs: several keys take the list form`);
  try {
    const key = await importSPKI(pem, 'RS256');
    const { modulusLength } = key.algorithm as RsaKeyAlgorithm;
    return modulusLength >= 2048 ? key : malformed(`${where}it is an RSA key of ${modulusLength} bits: 2,048 is the least`);
  } catch {
    return malformed(`${where}it is no RSA public key`);
  }
}

function keySetProblem(value: unknown): string {
  if (value === undefined) return 'The list of public keys is no JSON';
  return 'keys' in Object(value)
    ? 'The document is a JSON Web Key Set: Omnichannel reads an array of kid, publicKey and expiry'
    : 'The document is JSON, but no array of kid, publicKey and expiry';
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): string | null {
  try {
    return atob(text);
  } catch {
    return null;
  }
}

const malformed = (detail: string) => refuse('key-document-malformed', `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`);
