import { base64url, compactVerify, type JWTPayload } from 'jose';
import { readJsonObject } from './json-object.js';
import { readPublicKeys, type PublicKeys } from './public-keys.js';
import { readContext } from './read-context.js';
import { refuse, type Refusal, type Validation, type ValidationPolicy, type ValidToken } from './validation.js';

/**
 * Checks a JWT as Omnichannel does, against a public key document's text (or its keys, once read).
 * Never throws: a refusal says what is wrong in words.
 */
export async function validateAuthToken(
  jwt: string,
  publicKeyDocument: string | PublicKeys,
  policy: ValidationPolicy = {},
): Promise<Validation> {
  const now = (policy.clock ?? Date.now)() / 1000;
  const parts = readParts(jwt, policy);
  if ('valid' in parts) return parts;
  if (parts.header['alg'] !== 'RS256') {
    return refuse('wrong-algorithm', `The token is signed with ${shown(parts.header['alg'])}: RS256 is required.`);
  }
  const published = typeof publicKeyDocument === 'string' ? await readPublicKeys(publicKeyDocument) : publicKeyDocument;
  if (!published.valid) return published;
  const chosen = chooseKey(published, parts.header['kid'], now);
  if ('valid' in chosen) return chosen;
  try {
    await compactVerify(jwt, chosen.key, { algorithms: ['RS256'] });
  } catch {
    return refuse('bad-signature', 'The signature does not match the published key.');
  }
  const claims = checkClaims(parts.payload, now, policy.clockTolerance ?? 0);
  if (!claims.valid) return claims;
  const context = readContext(parts.payload['lwicontexts'], policy.contextVariables);
  return 'valid' in context ? context : { valid: true, claims: claims.claims, context: context.variables };
}

interface Parts {
  header: Record<string, unknown>;
  payload: JWTPayload;
}

/** Somebody else's text, cut to what a log can bear. */
const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : 'no name');

function readParts(jwt: string, { maxTokenLength = Number.POSITIVE_INFINITY }: ValidationPolicy): Parts | Refusal {
  if (jwt.length > maxTokenLength)
    return refuse('too-large', `The token has ${jwt.length} characters, at most ${maxTokenLength} are taken.`);
  const parts = jwt.split('.');
  if (parts.length !== 3) return refuse('malformed', 'The token has not three parts.');
  const [header, payload] = parts.slice(0, 2).map(readPart);
  if (!header || !payload) return refuse('malformed', `The token's ${header ? 'payload' : 'header'} is no JSON object.`);
  return { header, payload };
}

function readPart(part: string): Record<string, unknown> | null {
  try {
    return readJsonObject(new TextDecoder().decode(base64url.decode(part)));
  } catch {
    return null;
  }
}

function chooseKey({ keys }: PublicKeys, kid: unknown, now: number): PublicKeys['keys'][number] | Refusal {
  const isOnlyOne = keys.length === 1;
  const chosen = keys.find((each) => each.kid === kid || (isOnlyOne && (each.kid === null || kid === undefined)));
  if (!chosen) {
    const published = keys.map((each) => JSON.stringify(each.kid)).join(', ');
    const named = typeof kid === 'string' ? `names the key ${shown(kid)}` : 'names no key (kid)';
    return refuse('unknown-kid', `The token ${named}; published are ${published}.`);
  }
  if (chosen.expiry !== null && chosen.expiry <= now)
    return refuse('key-expired', `The published key ${JSON.stringify(chosen.kid)} is past its expiry.`);
  return chosen;
}

function checkClaims(payload: JWTPayload, now: number, tolerance: number): { valid: true; claims: ValidToken['claims'] } | Refusal {
  for (const [name, type] of required) {
    const value = payload[name];
    if (value === undefined || value === null || value === '') return refuse('missing-claim', missing(name, payload));
    if (typeof value !== type) return refuse('invalid-claim', `The claim ${name} must be a ${type}.`);
  }
  const claims = payload as ValidToken['claims'];
  if (claims.nbf !== undefined && typeof claims.nbf !== 'number') return refuse('invalid-claim', 'The claim nbf must be a number.');
  if (claims.exp + tolerance <= now) return refuse('expired', `The token expired ${Math.round(now - claims.exp)} s ago.`);
  const validFrom = Math.max(claims.nbf ?? 0, claims.iat);
  if (validFrom - tolerance > now)
    return refuse('not-yet-valid', `The token is valid only in ${Math.round(validFrom - now)} s: is the issuer's clock ahead?`);
  return { valid: true, claims };
}

const required = [
  ['iss', 'string'],
  ['sub', 'string'],
  ['iat', 'number'],
  ['exp', 'number'],
] as const;

function missing(name: string, payload: JWTPayload): string {
  const mistaken = name === 'sub' && Object.keys(payload).some((key) => key.toLowerCase() === 'subid');
  return mistaken ? 'The token has SubId: the claim is named sub.' : `The token lacks the claim ${name}.`;
}
