import { decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { validateAuthToken } from './omnichannel/validate-auth-token.js';
import { createTestIssuer } from './test-issuer.js';

const issuer = await createTestIssuer();

test('signs tokens that are valid for 15 minutes, for the contact of Microsoft’s example', async () => {
  const token = await issuer.sign();
  const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'test-key' });
  expect(claims).toMatchObject({ iss: 'https://portal.example', sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', nbf: iat });
  expect(exp - iat).toBe(900);
  expect(await validateAuthToken(token, issuer.publicKey)).toMatchObject({ valid: true });
});

test('accepts other claims, and leaves out undefined ones', async () => {
  const claims = decodeJwt(await issuer.sign({ sub: 'bert', nbf: undefined, email: 'bert@example.com' }));
  expect(claims).toMatchObject({ sub: 'bert', email: 'bert@example.com' });
  expect('nbf' in claims).toBe(false);
});

test('serialises the context, and refuses one that Omnichannel refuses', async () => {
  expect(decodeJwt(await issuer.sign({}, { context: { msdyn_isvip: true } }))['lwicontexts']).toBe('{"msdyn_isvip":true}');
  await expect(issuer.sign({}, { context: { long: 'x'.repeat(4001) } })).rejects.toThrow(/"long" is longer than 4000/);
});

test('signs with a wrong key or algorithm on request', async () => {
  const algorithm = async (signedWith: 'HS256' | 'none' | 'foreign') => decodeProtectedHeader(await issuer.sign({}, { signedWith })).alg;
  expect([await algorithm('HS256'), await algorithm('none'), await algorithm('foreign')]).toEqual(['HS256', 'none', 'RS256']);
  expect(decodeProtectedHeader(await issuer.sign({}, { kid: null }))).not.toHaveProperty('kid');
});

test('serves its public key URL only', async () => {
  const answer = await issuer.fetch(new Request(issuer.publicKeyUrl));
  expect(await answer.text()).toBe(issuer.publicKey);
  expect((await issuer.fetch(new Request('https://portal.example/else'))).status).toBe(404);
});

test('two issuers have two keys', async () => {
  const other = await createTestIssuer();
  expect(await validateAuthToken(await other.sign(), issuer.publicKey)).toMatchObject({ reason: 'bad-signature' });
});
