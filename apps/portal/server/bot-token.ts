import type { OpenIdConnect } from './open-id-connect.js';
import { createRemoteJWKSet, jwtVerify } from 'jose';

/** Returns the subject of a valid access token of the identity provider for the bot; null for any other token. */
export function createBotTokenVerifier({
  openIdConnect,
  audience,
}: {
  openIdConnect: OpenIdConnect;
  audience: string;
}): (token: string) => Promise<string | null> {
  let known: Promise<{ keys: ReturnType<typeof createRemoteJWKSet>; issuer: string }> | null = null;
  const provider = (): NonNullable<typeof known> => {
    known ??= openIdConnect.keys().then(
      ({ jwksUrl, issuer }) => ({ keys: createRemoteJWKSet(jwksUrl), issuer }),
      (error: unknown) => {
        known = null;
        throw error;
      },
    );
    return known;
  };
  return async (token) => {
    try {
      const { keys, issuer } = await provider();
      const { payload } = await jwtVerify(token, keys, { issuer, audience, requiredClaims: ['sub', 'exp'] });
      return payload.sub ?? null;
    } catch {
      return null;
    }
  };
}
