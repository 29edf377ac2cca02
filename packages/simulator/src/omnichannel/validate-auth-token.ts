import { base64url, compactVerify, importSPKI, type JWTPayload } from 'jose';
import { readJsonObject } from './json-object.js';
import { readPublicKeys, type PublicKeys } from './public-keys.js';
import { readContext } from './read-context.js';
import { refuse, type Refusal, type Validation, type ValidationMode, type ValidationPolicy, type ValidToken } from './validation.js';

/**
 * Checks a JWT as Omnichannel does.
 * @param publicKeyDocument The text of the document, or the keys that `readPublicKeys` returned for it.
 * @returns The claims and the context, or a refusal that describes the problem. Never throws.
 */
export async function validateAuthToken(
  jwt: string,
  publicKeyDocument: string | PublicKeys,
  policy: ValidationPolicy = {},
): Promise<Validation> {
  const { clock = Date.now, clockTolerance = 0, contextVariables, validation: mode = 'strict' } = policy;
  const now = clock() / 1000;
  const parts = readParts(jwt, policy);
  if ('valid' in parts) return parts;
  const algorithm = readAlgorithm(parts.header['alg'], mode);
  if (typeof algorithm !== 'string') return algorithm;
  const published = typeof publicKeyDocument === 'string' ? await readPublicKeys(publicKeyDocument, mode) : publicKeyDocument;
  if (!published.valid) return published;
  const chosen = chooseKey(published, parts.header['kid'], now);
  if ('valid' in chosen) return chosen;
  if (!(await isSignedBy(chosen, algorithm, jwt))) return refuse('bad-signature', 'The signature does not match the published key.');
  const claims = checkClaims(parts.payload, now, clockTolerance, mode);
  if (!claims.valid) return claims;
  const context = readContext(parts.payload['lwicontexts'], { known: contextVariables, mode });
  return 'valid' in context ? context : { valid: true, claims: claims.claims, context: context.variables };
}

interface Parts {
  header: Record<string, unknown>;
  payload: JWTPayload;
}

/** Quotes untrusted text, cut to a length that a log can show. */
const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : 'an unnamed algorithm');

/** Signature algorithms with a public key. HMAC and "none" cannot be checked with a published key. */
const publicKeyAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

function readAlgorithm(algorithm: unknown, mode: ValidationMode): string | Refusal {
  if (algorithm === 'RS256') return algorithm;
  if (mode === 'lenient' && typeof algorithm === 'string' && publicKeyAlgorithms.includes(algorithm)) return algorithm;
  return refuse('wrong-algorithm', `The token is signed with ${shown(algorithm)}: RS256 is required.`);
}

function readParts(jwt: string, { maxTokenLength = Number.POSITIVE_INFINITY }: ValidationPolicy): Parts | Refusal {
  if (jwt.length > maxTokenLength)
    return refuse('too-large', `The token has ${jwt.length} characters. At most ${maxTokenLength} are allowed.`);
  const parts = jwt.split('.');
  if (parts.length !== 3) return refuse('malformed', 'The token does not have three parts.');
  const [header, payload] = parts.slice(0, 2).map(readPart);
  if (!header || !payload) return refuse('malformed', `The token's ${header ? 'payload' : 'header'} is not a JSON object.`);
  return { header, payload };
}

function readPart(part: string): Record<string, unknown> | null {
  try {
    return readJsonObject(new TextDecoder().decode(base64url.decode(part)));
  } catch {
    return null;
  }
}

type PublishedKey = PublicKeys['keys'][number];

function chooseKey({ keys }: PublicKeys, kid: unknown, now: number): PublishedKey | Refusal {
  const isOnlyOne = keys.length === 1;
  const chosen = keys.find((each) => each.kid === kid || (isOnlyOne && (each.kid === null || kid === undefined)));
  if (!chosen) {
    const published = keys.map((each) => JSON.stringify(each.kid)).join(', ');
    const named = typeof kid === 'string' ? `names the key ${shown(kid)}` : 'names no key (kid)';
    return refuse('unknown-kid', `The token ${named}. The published keys are ${published}.`);
  }
  if (chosen.expiry !== null && chosen.expiry <= now)
    return refuse('key-expired', `The published key ${JSON.stringify(chosen.kid)} is past its expiry.`);
  return chosen;
}

async function isSignedBy({ key, pem }: PublishedKey, algorithm: string, jwt: string): Promise<boolean> {
  try {
    await compactVerify(jwt, algorithm === 'RS256' ? key : await importSPKI(pem, algorithm), { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}

function checkClaims(
  payload: JWTPayload,
  now: number,
  tolerance: number,
  mode: ValidationMode,
): { valid: true; claims: ValidToken['claims'] } | Refusal {
  const read = mode === 'lenient' ? { ...payload, exp: readLenientExpiry(payload.exp) } : payload;
  for (const [name, type, isRequired] of mode === 'lenient' ? lenientClaims : strictClaims) {
    const value = read[name];
    const isMissing = value === undefined || value === null || value === '';
    if (isMissing && isRequired) return refuse('missing-claim', missing(name, payload));
    if (!isMissing && typeof value !== type) return refuse('invalid-claim', `The claim ${name} must be a ${type}.`);
  }
  const claims = read as ValidToken['claims'];
  if (claims.exp + tolerance <= now) return refuse('expired', `The token expired ${Math.round(now - claims.exp)} s ago.`);
  const validFrom = Math.max(claims.nbf ?? 0, mode === 'lenient' ? 0 : (claims.iat ?? 0));
  if (validFrom - tolerance > now)
    return refuse('not-yet-valid', `The token becomes valid only in ${Math.round(validFrom - now)} s. Is the issuer's clock ahead?`);
  return { valid: true, claims };
}

/** Also reads a number that is written as text, because Microsoft's widget accepts it. */
const readLenientExpiry = (exp: unknown): unknown => (typeof exp === 'string' && /^\d+$/.test(exp) ? Number(exp) : exp);

const strictClaims = [
  ['iss', 'string', true],
  ['sub', 'string', true],
  ['iat', 'number', true],
  ['exp', 'number', true],
  ['nbf', 'number', false],
] as const;

const lenientClaims = [
  ['sub', 'string', true],
  ['exp', 'number', true],
  ['nbf', 'number', false],
] as const;

function missing(name: string, payload: JWTPayload): string {
  const mistaken = name === 'sub' && Object.keys(payload).some((key) => key.toLowerCase() === 'subid');
  return mistaken ? 'The token has the claim SubId. The claim must be named sub.' : `The token lacks the claim ${name}.`;
}
