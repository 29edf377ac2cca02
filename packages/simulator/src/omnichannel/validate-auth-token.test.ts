import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestIssuer } from '../test-issuer.js';
import { validateAuthToken } from './validate-auth-token.js';

const issuer = await createTestIssuer();
const now = new Date('2026-03-01T12:00:00Z');
const seconds = now.getTime() / 1000;
const sub = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';

const check = async (token: string | Promise<string>, policy = {}) => validateAuthToken(await token, issuer.publicKey, policy);
const refused = (reason: string, detail: string | RegExp) => ({
  valid: false,
  reason,
  detail: expect.stringMatching(detail) as string,
});

beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('accepts an RS256 token and returns its claims and context', async () => {
  const token = issuer.sign({}, { context: { msdyn_cartvalue: '10000', msdyn_isvip: true, points: 7, nothing: null } });
  expect(await check(token)).toEqual({
    valid: true,
    claims: expect.objectContaining({ iss: 'https://portal.example', sub, iat: seconds, exp: seconds + 900 }) as object,
    context: { msdyn_cartvalue: '10000', msdyn_isvip: true, points: 7 },
  });
});

describe('refuses because of the form', () => {
  test.each([
    ['', 'malformed', /three parts/],
    ['a.b', 'malformed', /three parts/],
    ['a.b.c.d', 'malformed', /three parts/],
    ['a.b.c', 'malformed', /header is not a JSON/],
    [`${btoa('{"alg":"RS256"}')}.${btoa('[1]')}.c`, 'malformed', /payload is not a JSON object/],
    [`${btoa('{"alg":"RS256"}')}.!!!.c`, 'malformed', /payload/],
    [`${btoa('{"alg":"RS256"}')}.${btoa('"text"')}.c`, 'malformed', /payload is not a JSON object/],
    [`${btoa('null')}.${btoa('{}')}.c`, 'malformed', /header is not a JSON object/],
    [`${btoa('{}')}.${btoa('{}')}.c`, 'wrong-algorithm', /signed with an unnamed algorithm: RS256/],
    [`${btoa('{"alg":256}')}.${btoa('{}')}.c`, 'wrong-algorithm', /signed with an unnamed algorithm: RS256/],
    [`${btoa(`{"alg":"${'A'.repeat(61)}"}`)}.${btoa('{}')}.c`, 'wrong-algorithm', /signed with "A{60}": RS256/],
  ])('%j', async (token, reason, detail) => {
    expect(await check(token)).toEqual(refused(reason, detail));
  });

  test('a token longer than the policy allows', async () => {
    const token = await issuer.sign();
    expect(await check(token, { maxTokenLength: token.length })).toMatchObject({ valid: true });
    expect(await check(token, { maxTokenLength: token.length - 1 })).toEqual(refused('too-large', `At most ${token.length - 1}`));
  });

  test.each([
    ['HS256', /"HS256": RS256/],
    ['none', /"none": RS256/],
  ] as const)('the algorithm %s', async (signedWith, detail) => {
    expect(await check(issuer.sign({}, { signedWith }))).toEqual(refused('wrong-algorithm', detail));
  });

  test('a signature with RSA and another hash', async () => {
    const { privateKey } = await generateKeyPair('RS512');
    const token = await new SignJWT({ sub }).setProtectedHeader({ alg: 'RS512' }).sign(privateKey);
    expect(await check(token)).toEqual(refused('wrong-algorithm', /"RS512"/));
  });
});

describe('refuses because of the signature', () => {
  test('a foreign key', async () => {
    expect(await check(issuer.sign({}, { signedWith: 'foreign' }))).toEqual(refused('bad-signature', /does not match/));
  });

  test('a payload that was changed after signing', async () => {
    const [header, , signature] = (await issuer.sign()).split('.');
    const [, payload] = (await issuer.sign({ sub: 'another-customer' })).split('.');
    expect(await check(`${header}.${payload}.${signature}`)).toEqual(refused('bad-signature', /does not match/));
  });

  test('an unknown critical header', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT({ sub }).setProtectedHeader({ alg: 'RS256', crit: ['b64'], b64: true }).sign(privateKey);
    expect(await check(token)).toEqual(refused('bad-signature', /does not match/));
  });

  test('before it checks claims, so that a forged token reveals nothing', async () => {
    const token = issuer.sign({ exp: seconds - 60, sub: undefined }, { signedWith: 'foreign' });
    expect(await check(token)).toEqual(refused('bad-signature', /does not match/));
  });
});

describe('the key', () => {
  const listed = (kid: string, key: string, expiry = seconds + 60) => ({ kid, publicKey: btoa(key), expiry });

  test('a single PEM needs no kid in the token, and a kid is ignored', async () => {
    expect(await check(issuer.sign({}, { kid: null }))).toMatchObject({ valid: true });
    expect(await check(issuer.sign({}, { kid: 'whatever' }))).toMatchObject({ valid: true });
  });

  test('is the one that the kid names, among several keys', async () => {
    const other = await createTestIssuer({ kid: 'other' });
    const document = JSON.stringify([listed('other', other.publicKey), listed('test-key', issuer.publicKey)]);
    expect(await validateAuthToken(await issuer.sign(), document)).toMatchObject({ valid: true });
    expect(await validateAuthToken(await other.sign(), document)).toMatchObject({ valid: true });
    expect(await validateAuthToken(await issuer.sign({}, { kid: 'other' }), document)).toMatchObject({ reason: 'bad-signature' });
    expect(await validateAuthToken(await issuer.sign({}, { kid: 'gone' }), document)).toEqual(
      refused('unknown-kid', /names the key "gone"\. The published keys are "other", "test-key"/),
    );
    expect(await validateAuthToken(await issuer.sign({}, { kid: null }), document)).toEqual(refused('unknown-kid', /names no key/));
  });

  test('is the only key of a list when the token has no kid', async () => {
    expect(await validateAuthToken(await issuer.sign({}, { kid: null }), issuer.publicKeyList)).toMatchObject({ valid: true });
    expect(await validateAuthToken(await issuer.sign({}, { kid: 'gone' }), issuer.publicKeyList)).toMatchObject({ reason: 'unknown-kid' });
  });

  test('must not have expired', async () => {
    const document = JSON.stringify([listed('test-key', issuer.publicKey, seconds)]);
    expect(await validateAuthToken(await issuer.sign(), document)).toEqual(refused('key-expired', /"test-key" is past its expiry/));
  });

  test('is missing in a document that is not a key document, and the refusal names the problem', async () => {
    expect(await validateAuthToken(await issuer.sign(), '<html>')).toEqual(refused('key-document-malformed', /web page/));
  });
});

describe('refuses because of the claims', () => {
  test.each(['iss', 'sub', 'iat', 'exp'])('a token without %s', async (name) => {
    expect(await check(issuer.sign({ [name]: undefined }))).toEqual(refused('missing-claim', `lacks the claim ${name}`));
  });

  test.each(['', null])('a sub that is %j', async (value) => {
    expect(await check(issuer.sign({ sub: value as never }))).toMatchObject({ reason: 'missing-claim' });
  });

  test('SubId in place of sub, as in one of Microsoft’s tables', async () => {
    expect(await check(issuer.sign({ sub: undefined, SubId: sub }))).toEqual(
      refused('missing-claim', /SubId\. The claim must be named sub/),
    );
    expect(await check(issuer.sign({ exp: undefined, SubId: sub }))).toEqual(refused('missing-claim', /lacks the claim exp/));
  });

  test.each([
    ['sub', 7],
    ['iss', {}],
    ['exp', '1773000000'],
    ['iat', 'now'],
    ['nbf', 'now'],
  ])('%s of the wrong type', async (name, value) => {
    expect(await check(issuer.sign({ [name]: value }))).toEqual(refused('invalid-claim', name));
  });

  test('an expired token, from the second in which it expires', async () => {
    expect(await check(issuer.sign({ exp: seconds + 1 }))).toMatchObject({ valid: true });
    expect(await check(issuer.sign({ exp: seconds }))).toEqual(refused('expired', /expired 0 s ago/));
    expect(await check(issuer.signExpired())).toEqual(refused('expired', /expired 60 s ago/));
  });

  test('a token that is not yet valid, by nbf or by iat', async () => {
    expect(await check(issuer.sign({ nbf: seconds + 30 }))).toEqual(refused('not-yet-valid', /only in 30 s/));
    expect(await check(issuer.sign({ nbf: undefined, iat: seconds + 90 }))).toEqual(refused('not-yet-valid', /only in 90 s/));
  });

  test('a clock difference, unless the tolerance of the policy allows it', async () => {
    expect(await check(issuer.signExpired(), { clockTolerance: 61 })).toMatchObject({ valid: true });
    expect(await check(issuer.signExpired(), { clockTolerance: 60 })).toMatchObject({ reason: 'expired' });
    expect(await check(issuer.sign({ nbf: seconds + 30 }), { clockTolerance: 30 })).toMatchObject({ valid: true });
    expect(await check(issuer.sign({ nbf: seconds + 30 }), { clockTolerance: 29 })).toMatchObject({ reason: 'not-yet-valid' });
  });

  test('an expired token, by the clock of the policy', async () => {
    expect(await check(issuer.sign(), { clock: () => now.getTime() + 901_000 })).toMatchObject({ reason: 'expired' });
  });
});
