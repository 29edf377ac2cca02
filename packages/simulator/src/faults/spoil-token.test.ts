import { decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { validateAuthToken } from '../omnichannel/validate-auth-token.js';
import { createTestIssuer } from '../test-issuer.js';
import { spoilToken, type TokenFault } from './spoil-token.js';

const issuer = await createTestIssuer();
const only = (claims: object) => issuer.sign({ sub: undefined, iss: undefined, iat: undefined, nbf: undefined, exp: undefined, ...claims });

test.each<[TokenFault, string]>([
  ['expired', 'expired'],
  ['foreign-key', 'bad-signature'],
  ['wrong-algorithm', 'wrong-algorithm'],
  ['missing-subject', 'missing-claim'],
  ['unserialised-context', 'context-not-a-string'],
  ['unknown-variable', 'unknown-variable'],
  ['malformed', 'malformed'],
  ['none', 'malformed'],
])('%s: Omnichannel refuses the token with the reason %s', async (fault, reason) => {
  const spoilt = await spoilToken(await issuer.sign(), fault, only);
  expect(await validateAuthToken(spoilt, issuer.publicKey, { contextVariables: ['msdyn_isvip'] })).toMatchObject({ reason });
});

test('signs with a foreign key when the published key is not given', async () => {
  const spoilt = await spoilToken(await issuer.sign(), 'expired');
  expect(decodeProtectedHeader(spoilt).alg).toBe('RS256');
  expect(await validateAuthToken(spoilt, issuer.publicKey)).toMatchObject({ reason: 'bad-signature' });
});
