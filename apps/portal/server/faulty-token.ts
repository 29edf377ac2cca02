import type { KeyRing, LiveChatUser } from '@lcw-auth/server';
import { createTestIssuer, type Faults } from '@lcw-auth/simulator';
import { base64url } from 'jose';

/** What a token endpoint that is wrong in one way gives; null where it is not wrong at all. */
export type FaultyTokens = (user: LiveChatUser, faults: Faults) => Promise<string | null>;

const seconds = (): number => Math.floor(Date.now() / 1000);

/** Signs tokens with the portal's own key that are wrong in one way, as the fault panel asks. */
export function createFaultyTokens({ issuer, keyRing }: { issuer: string; keyRing: KeyRing }): FaultyTokens {
  let foreign: ReturnType<typeof createTestIssuer> | undefined;

  const sign = async (claims: Record<string, unknown>): Promise<string> => {
    const signer = await keyRing.signingKey();
    const signed = [{ alg: 'RS256', typ: 'JWT', kid: signer.kid }, claims].map((part) => base64url.encode(JSON.stringify(part))).join('.');
    return `${signed}.${base64url.encode(await signer.sign(new TextEncoder().encode(signed)))}`;
  };

  return async (user, { token, portalClockAhead = 0 }) => {
    const now = seconds() + Math.round(portalClockAhead / 1000);
    const claims = {
      iss: issuer,
      sub: user.sub,
      iat: now,
      nbf: now,
      exp: now + 900,
      ...user.claims,
      lwicontexts: JSON.stringify(user.context ?? {}),
    };
    switch (token) {
      case undefined:
        return portalClockAhead === 0 ? null : sign(claims);
      case 'expired':
        return sign({ ...claims, iat: now - 960, nbf: now - 960, exp: now - 60 });
      case 'foreign-key':
      case 'wrong-algorithm':
        foreign ??= createTestIssuer({ issuer });
        return (await foreign).sign(claims, { signedWith: token === 'foreign-key' ? 'foreign' : 'HS256' });
      case 'missing-subject':
        return sign({ ...claims, sub: undefined });
      case 'unserialised-context':
        return sign({ ...claims, lwicontexts: user.context });
      case 'unknown-variable':
        return sign({ ...claims, lwicontexts: JSON.stringify({ ...user.context, not_in_the_workstream: 'yes' }) });
      case 'malformed':
        return 'this-is-no-token';
      case 'none':
        return '';
    }
  };
}
