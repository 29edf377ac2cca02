import { serializeContext, type LiveChatContext } from '@lcw-auth/core/claims';
import { asciiBytes, encodeBase64url } from './encoding.js';
import type { Signer } from '../keys/signer.js';

/** The signed-in user as the token describes it. */
export interface LiveChatUser {
  /** The GUID of the contact or account record. Omnichannel links that record to the conversation. */
  sub: string;
  /** The context variables, named exactly as in the workstream (the `lwicontexts` claim). */
  context?: LiveChatContext | undefined;
  /** Further claims as JSON values, e.g. `given_name`, `family_name`, `email`, `phone_number`, `preferred_username`. */
  claims?: Record<string, unknown> | undefined;
}

/** A signed token. */
export interface AuthToken {
  /** The JWT in compact form. */
  token: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** The parts that all tokens of a service have in common. */
export interface TokenSettings {
  issuer: string;
  /** Seconds. */
  tokenLifetime: number;
  /** Seconds. */
  clockSkew: number;
}

// Claims that the service sets itself, and the claim that `context` becomes.
const reserved = ['iss', 'sub', 'iat', 'nbf', 'exp', 'jti', 'lwicontexts'];

/** Thrown when a user cannot be put into a token. The message says what is wrong and what to write instead. */
export class LiveChatUserError extends TypeError {
  /** Always 'LiveChatUserError'. */
  override readonly name = 'LiveChatUserError';
}

/** Returns a user's claims as they will be in the token. Each value is read once and copied. @throws LiveChatUserError */
export function userClaims(user: LiveChatUser): Record<string, unknown> {
  if (typeof user !== 'object' || Array.isArray(user))
    throw new LiveChatUserError(`getUser must return { sub } or null, not ${typeName(user)}. Write { sub: user.id }.`);
  const { sub, context, claims } = user;
  const further = claims === undefined ? {} : copyOfClaims(claims);
  return { sub: checkSub(sub), ...further, ...(context === undefined ? {} : { lwicontexts: contextClaim(context) }) };
}

function checkSub(sub: unknown): string {
  if (typeof sub === 'string' && sub !== '') return sub;
  const wanted = "must be a string, the GUID of the user's contact record";
  if (sub === undefined) throw new LiveChatUserError(`sub is missing. It ${wanted}.`);
  if (sub === '') throw new LiveChatUserError(`sub is empty. It ${wanted}.`);
  const hint = typeof sub === 'number' || typeof sub === 'bigint' ? ' Write String(user.id).' : '';
  throw new LiveChatUserError(`sub ${wanted}, not ${typeName(sub)}.${hint}`);
}

function copyOfClaims(claims: unknown): Record<string, unknown> {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims) || 'toJSON' in claims)
    throw new LiveChatUserError(`claims must be a plain object of claim names and values, not ${typeName(claims)}.`);
  let copy: Record<string, unknown>;
  try {
    copy = JSON.parse(JSON.stringify(claims)) as Record<string, unknown>;
  } catch {
    throw new LiveChatUserError('claims must consist of JSON values: no bigint and no object that contains itself.');
  }
  const taken = reserved.find((name) => Object.hasOwn(copy, name));
  if (taken === 'lwicontexts') throw new LiveChatUserError('write context variables into `context`, not into claims.lwicontexts.');
  if (taken) throw new LiveChatUserError(`claims must not contain '${taken}', because the token service sets it.`);
  return copy;
}

function contextClaim(context: LiveChatContext): string {
  try {
    return serializeContext(context);
  } catch (error) {
    throw new LiveChatUserError(`the context is refused: ${error instanceof Error ? error.message : 'it cannot be read'}`);
  }
}

/** Names the type of a value, never the value. */
function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Signs one token (RS256, compact serialisation, RFC 7515). */
export async function signToken(claims: Record<string, unknown>, signer: Signer, settings: TokenSettings): Promise<AuthToken> {
  const now = Math.floor(Date.now() / 1000);
  const exp = now + settings.tokenLifetime;
  const payload = { iss: settings.issuer, ...claims, iat: now, nbf: now - settings.clockSkew, exp, jti: crypto.randomUUID() };
  const signed = `${encodedHeader(signer)}.${encodeBase64url(JSON.stringify(payload))}`;
  const signature = await signer.sign(asciiBytes(signed));
  return { token: `${signed}.${encodeBase64url(signature)}`, expiresAt: exp * 1000 };
}

// A key signs for months, so its header is encoded once.
const headers = new WeakMap<Signer, string>();

function encodedHeader(signer: Signer): string {
  const known = headers.get(signer);
  if (known !== undefined) return known;
  const header = encodeBase64url(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: signer.kid }));
  headers.set(signer, header);
  return header;
}
