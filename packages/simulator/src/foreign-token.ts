import { base64url, type JWTPayload } from 'jose';

const encode = (part: object) => base64url.encode(JSON.stringify(part));

/**
 * Returns a token that no published key verifies, like a token that is signed with another key. The signature is random,
 * because a new RSA key can take longer than the widget waits for a token.
 */
export function foreignToken(claims: JWTPayload, header: object = {}): string {
  const signature = base64url.encode(crypto.getRandomValues(new Uint8Array(256)));
  return `${encode({ alg: 'RS256', typ: 'JWT', ...header })}.${encode(claims)}.${signature}`;
}
