import { serializeContext, type ContextValue } from '@lcw-auth/core/claims';
import { asciiBytes, encodeBase64url } from './encoding.js';
import type { Signer } from './signer.js';

/** The signed-in user, as the token tells Omnichannel. */
export interface LiveChatUser {
  /** The GUID of the contact or account record: Omnichannel links that record to the conversation. */
  sub: string;
  /** The context variables, named exactly as in the workstream (the `lwicontexts` claim). */
  context?: Record<string, ContextValue> | undefined;
  /** Further claims, e.g. `given_name`, `family_name`, `email`, `phone_number`, `preferred_username`. */
  claims?: Record<string, unknown> | undefined;
}

/** A signed token. */
export interface AuthToken {
  token: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** What each token of a service has in common. */
export interface TokenSettings {
  issuer: string;
  /** Seconds. */
  tokenLifetime: number;
  /** Seconds. */
  clockSkew: number;
}

// What the service itself says about a token, and the claim that `context` becomes.
const reserved = ['iss', 'sub', 'iat', 'nbf', 'exp', 'jti', 'lwicontexts'];
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether Omnichannel can link the record that a `sub` names. */
export function isGuid(sub: string): boolean {
  return guid.test(sub);
}

/** A user cannot be put into a token. The message names what is wrong and what to write instead. */
export class LiveChatUserError extends TypeError {
  override readonly name = 'LiveChatUserError';
}

/** The claims that a user brings, as they will stand in the token. @throws LiveChatUserError */
export function userClaims(user: LiveChatUser): Record<string, unknown> {
  const { sub, context, claims = {} } = user;
  if (typeof sub !== 'string' || sub === '') throw new LiveChatUserError("sub must be a string, the GUID of the user's contact record.");
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims) || 'toJSON' in claims) {
    throw new LiveChatUserError('claims must be a plain object of claim names and values.');
  }
  const taken = reserved.find((name) => Object.hasOwn(claims, name));
  if (taken === 'lwicontexts') throw new LiveChatUserError('write context variables into `context`, not into claims.lwicontexts.');
  if (taken) throw new LiveChatUserError(`claims must not contain '${taken}': the token service sets it.`);
  return { sub, ...claims, ...(context === undefined ? {} : { lwicontexts: contextClaim(context) }) };
}

function contextClaim(context: Record<string, ContextValue>): string {
  try {
    return serializeContext(context);
  } catch (error) {
    throw new LiveChatUserError(`the context is refused: ${error instanceof Error ? error.message : 'it is none'}`);
  }
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

// One key signs for months, so its header is encoded once.
const headers = new WeakMap<Signer, string>();

function encodedHeader(signer: Signer): string {
  const known = headers.get(signer);
  if (known !== undefined) return known;
  const header = encodeBase64url(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: signer.kid }));
  headers.set(signer, header);
  return header;
}
