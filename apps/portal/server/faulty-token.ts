import type { KeyRing } from '@lcw-auth/server';
import { spoilToken, type Faults } from '@lcw-auth/simulator';
import { base64url, decodeJwt, type JWTPayload } from 'jose';

/** Creates tokens with exactly one fault. They are signed with the portal's own key, so that they have no other fault. */
export function createTokenSpoiler(keyRing: KeyRing): (token: string, faults: Faults) => Promise<string> {
  const sign = async (claims: JWTPayload): Promise<string> => {
    const signer = await keyRing.signingKey();
    const signed = [{ alg: 'RS256', typ: 'JWT', kid: signer.kid }, claims].map((part) => base64url.encode(JSON.stringify(part))).join('.');
    return `${signed}.${base64url.encode(await signer.sign(new TextEncoder().encode(signed)))}`;
  };
  return async (token, { token: fault, portalClockAhead = 0 }) => {
    if (fault) return spoilToken(token, fault, sign);
    return portalClockAhead === 0 ? token : sign(shifted(decodeJwt(token), Math.round(portalClockAhead / 1000)));
  };
}

/** Returns the same claims with times of a clock that is wrong by the given number of seconds. */
function shifted(claims: JWTPayload, seconds: number): JWTPayload {
  const { iat = 0, nbf = iat, exp = iat } = claims;
  return { ...claims, iat: iat + seconds, nbf: nbf + seconds, exp: exp + seconds };
}
