import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { issuer } from './omnichannel.fixture.js';
import { validateAuthToken } from './validate-auth-token.js';
import type { ValidationMode } from './validation.js';

const variables = ['msdyn_isvip'];
const check = async (claims: object, validation: ValidationMode) =>
  validateAuthToken(await issuer.sign({ ...claims }), issuer.publicKey, { validation, contextVariables: variables });
const seconds = () => Math.floor(Date.now() / 1000);

describe('a lenient validation accepts tokens that a strict one refuses', () => {
  test.each([
    ['objects with value and isDisplayable', '{"msdyn_isvip":{"value":true,"isDisplayable":true}}', { msdyn_isvip: true }],
    ['an empty text', '', {}],
    ['null', null, {}],
    ['a bare object', { msdyn_isvip: true }, { msdyn_isvip: true }],
    ['unknown variables, as text', '{"Points":7,"msdyn_isvip":true}', { Points: '7', msdyn_isvip: true }],
    ['values beyond the limit', JSON.stringify({ msdyn_isvip: 'v'.repeat(4_001) }), { msdyn_isvip: 'v'.repeat(4_001) }],
    ['names beyond the limit', JSON.stringify({ ['n'.repeat(101)]: 'x' }), { ['n'.repeat(101)]: 'x' }],
    ['values that are not context values, which it drops', '{"msdyn_isvip":true,"list":[1],"nothing":null}', { msdyn_isvip: true }],
  ])('%s', async (_what, lwicontexts, context) => {
    expect(await check({ lwicontexts }, 'strict')).toMatchObject({ valid: false });
    expect(await check({ lwicontexts }, 'lenient')).toMatchObject({ valid: true, context });
  });

  test.each([
    ['no iss', { iss: undefined }],
    ['no iat', { iat: undefined }],
    ['an iat in the future', { iat: seconds() + 600 }],
    ['an exp that is written as text', { exp: String(seconds() + 600) }],
  ])('%s', async (_what, claims) => {
    expect(await check(claims, 'strict')).toMatchObject({ valid: false });
    expect(await check(claims, 'lenient')).toMatchObject({ valid: true, claims: { exp: expect.any(Number) as number } });
  });

  test.each(['ES256', 'PS256', 'RS512', 'ES384'])('the algorithm %s', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg);
    const token = await new SignJWT({ sub: 'bert', iss: 'portal', exp: seconds() + 600 })
      .setIssuedAt()
      .setProtectedHeader({ alg })
      .sign(privateKey);
    const pem = await exportSPKI(publicKey);
    expect(await validateAuthToken(token, pem)).toMatchObject({ reason: 'wrong-algorithm' });
    expect(await validateAuthToken(token, pem, { validation: 'lenient' })).toMatchObject({ valid: true });
    expect(await validateAuthToken(token, issuer.publicKey, { validation: 'lenient' })).toMatchObject({ reason: 'bad-signature' });
  });
});

describe('a lenient validation still refuses a token that cannot work', () => {
  test.each([
    ['no sub', { sub: undefined }, 'missing-claim'],
    ['no exp', { exp: undefined }, 'missing-claim'],
    ['an exp that is not a number', { exp: 'tomorrow' }, 'invalid-claim'],
    ['an expired token', { exp: seconds() - 1 }, 'expired'],
    ['a token that is not yet valid', { nbf: seconds() + 600 }, 'not-yet-valid'],
    ['a context that is not an object', { lwicontexts: '[]' }, 'context-malformed'],
    ['a context that is not JSON', { lwicontexts: 'gold' }, 'context-malformed'],
  ])('%s', async (_what, claims, reason) => {
    expect(await check(claims, 'lenient')).toMatchObject({ valid: false, reason });
  });

  test.each(['HS256', 'none'] as const)('the algorithm %s', async (signedWith) => {
    const token = await issuer.sign({}, { signedWith });
    expect(await validateAuthToken(token, issuer.publicKey, { validation: 'lenient' })).toMatchObject({ reason: 'wrong-algorithm' });
  });
});
