import { importSPKI, type CryptoKey } from 'jose';
import { refuse, type Refusal, type ValidationMode } from './validation.js';

/** The keys of a public key document, imported once. */
export interface PublicKeys {
  /** Distinguishes keys from a refusal. */
  valid: true;
  /** The keys, in the order of the document. */
  keys: readonly {
    /** Null for a single PEM. Each key of the list form has a kid. */
    kid: string | null;
    key: CryptoKey;
    /** The key's text, for algorithms other than RS256. */
    pem: string;
    /** Seconds since the epoch. */
    expiry: number | null;
  }[];
}

/**
 * Reads the document of a public key URL: one PEM, or a JSON array of `kid`, `publicKey` (base64 of a PEM) and `expiry`.
 * @param mode 'strict' (default) accepts only RSA keys, as documented. 'lenient' also accepts elliptic curve keys.
 */
export async function readPublicKeys(document: string, mode: ValidationMode = 'strict'): Promise<PublicKeys | Refusal> {
  const text = document.trim();
  if (text === '') return malformed('The public key document is empty');
  if (text.startsWith('<')) return malformed('The public key URL returns a web page in place of a key');
  if (!text.startsWith('[') && !text.startsWith('{')) {
    const key = await readPem(text, mode);
    return 'valid' in key ? key : { valid: true, keys: [{ kid: null, key, pem: text, expiry: null }] };
  }
  return readList(text, mode);
}

async function readList(text: string, mode: ValidationMode): Promise<PublicKeys | Refusal> {
  const list = parse(text);
  if (!Array.isArray(list)) return malformed(keySetProblem(list));
  if (list.length === 0) return malformed('The list of public keys is empty');
  const keys: PublicKeys['keys'][number][] = [];
  for (const [index, entry] of (list as unknown[]).entries()) {
    const { kid, publicKey, expiry } = Object(entry) as Record<string, unknown>;
    const which = `Entry ${index + 1} of the list of public keys`;
    if (typeof kid !== 'string' || kid === '') return malformed(`${which}${wrongField('kid', kid, 'a string')}`);
    if (typeof publicKey !== 'string') return malformed(`${which}${wrongField('publicKey', publicKey, 'a string')}`);
    if (typeof expiry !== 'number' || !Number.isFinite(expiry))
      return malformed(`${which}${wrongField('expiry', expiry, 'a finite number of seconds since the epoch')}`);
    if (keys.some((each) => each.kid === kid)) return malformed(`${which} repeats the kid ${JSON.stringify(kid)}: each must be unique`);
    const pem = fromBase64(publicKey);
    const where = `${which}: publicKey must be the base64 of a PEM, and `;
    if (pem === null) return malformed(`${where}it is not base64`);
    const key = await readPem(pem, mode, where);
    if ('valid' in key) return key;
    keys.push({ kid, key, pem, expiry });
  }
  return { valid: true, keys };
}

async function readPem(pem: string, mode: ValidationMode, where = ''): Promise<CryptoKey | Refusal> {
  if (pem.includes('\0')) return malformed(`${where}it is encoded as UTF-16. Save it as UTF-8`);
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem)?.[1];
  if (label === undefined) return malformed(`${where}it is not a PEM, which starts with -----BEGIN PUBLIC KEY-----`);
  if (label.includes('PRIVATE')) return malformed(`${where}it publishes a PRIVATE key. Withdraw that key immediately`);
  if (/\\+[nr]/.test(pem)) return malformed(`${where}its line ends are written as \\n. Write real line ends`);
  if (label !== 'PUBLIC KEY') return malformed(`${where}it is a PEM of ${label}. PUBLIC KEY (SPKI) is required`);
  if (pem.split('-----BEGIN ').length > 2) return malformed(`${where}it has several PEMs. Publish several keys in the list form`);
  if (!pem.trimStart().startsWith('-----BEGIN')) return malformed(`${where}it has text before -----BEGIN PUBLIC KEY-----`);
  const key = await importFirst(pem, mode === 'lenient' ? ['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'] : ['RS256']);
  if (!key) return malformed(`${where}it is not an RSA public key`);
  const { modulusLength } = key.algorithm as Partial<RsaKeyAlgorithm>;
  if (modulusLength !== undefined && modulusLength < 2048)
    return malformed(`${where}it is an RSA key of ${modulusLength} bits. At least 2,048 are required`);
  return key;
}

/** Distinguishes a field that is missing from one of the wrong type. */
function wrongField(name: string, value: unknown, wanted: string): string {
  if (value === undefined || value === '') return ` has no ${name}`;
  return `: ${name} is ${value === null ? 'null' : `of type ${typeof value}`}, not ${wanted}`;
}

/** Imports a key for the first algorithm that fits it, or returns null. */
async function importFirst(pem: string, algorithms: readonly string[]): Promise<CryptoKey | null> {
  for (const algorithm of algorithms) {
    try {
      return await importSPKI(pem, algorithm);
    } catch {
      // The key is of another type.
    }
  }
  return null;
}

function keySetProblem(value: unknown): string {
  if (value === undefined) return 'The list of public keys is not JSON';
  return 'keys' in Object(value)
    ? 'The document is a JSON Web Key Set. Omnichannel reads an array of kid, publicKey and expiry'
    : 'The document is JSON, but not an array of kid, publicKey and expiry';
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
