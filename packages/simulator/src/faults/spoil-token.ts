import { base64url, decodeJwt, SignJWT, type JWTPayload } from 'jose';
import { foreignToken } from '../foreign-token.js';

/** A fault of a token. 'none': the endpoint returns an empty text in place of a token. */
export type TokenFault =
  | 'expired'
  | 'foreign-key'
  | 'wrong-algorithm'
  | 'missing-subject'
  | 'unserialised-context'
  | 'unknown-variable'
  | 'malformed'
  | 'none';

/**
 * Returns a copy of the token with the fault.
 * @param sign Signs claims with the published key, so that the token has no other fault. By default no published key verifies the
 * signature.
 */
export async function spoilToken(
  token: string,
  fault: TokenFault,
  sign: (claims: JWTPayload) => Promise<string> = (claims) => Promise.resolve(foreignToken(claims)),
): Promise<string> {
  if (fault === 'none') return '';
  if (fault === 'malformed') return 'this-is-no-token';
  const claims = decodeJwt(token);
  const { sub: _sub, ...anonymous } = claims;
  switch (fault) {
    case 'expired':
      return sign({ ...claims, ...shifted(claims, -86_400) });
    case 'foreign-key':
      return foreignToken(claims);
    case 'wrong-algorithm':
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .sign(base64url.decode('c2hhcmVkLXNlY3JldC1zaGFyZWQtc2VjcmV0LXNoYXJlZA'));
    case 'missing-subject':
      return sign(anonymous);
    case 'unserialised-context':
      return sign({ ...claims, lwicontexts: { msdyn_isvip: true } });
    case 'unknown-variable':
      return sign({ ...claims, lwicontexts: JSON.stringify({ undeclared_variable: 'true' }) });
  }
}

function shifted({ iat, nbf, exp }: JWTPayload, seconds: number): JWTPayload {
  const times = Object.entries({ iat, nbf, exp }).flatMap(([name, at]) => (at === undefined ? [] : [[name, at + seconds] as const]));
  return Object.fromEntries(times);
}
