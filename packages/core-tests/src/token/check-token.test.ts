import { createTestIssuer } from '@lcw-auth/simulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { checkAnswer, refusalOf } from '../support/checked-token.fixture.js';

const issuer = await createTestIssuer();
const seconds = () => Math.floor(Date.now() / 1000);
afterEach(() => void vi.useRealTimers());

describe('A token that the documents allow', () => {
  test('is used without warnings, and the state holds its claims but not the token', async () => {
    const exp = seconds() + 900;
    const sub = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
    const jwt = await issuer.sign(
      { sub, iat: exp - 900, exp, email: 'ann@portal.example' },
      { context: { msdyn_isvip: 'true', cart: 12 } },
    );
    const { token, state } = await checkAnswer(jwt);
    expect(token).toBe(jwt);
    expect(state).toEqual({
      status: 'valid',
      expiresAt: expect.closeTo(exp * 1000, -4) as number,
      claims: { iss: 'https://portal.example', sub, iat: exp - 900, exp, contextVariables: ['msdyn_isvip', 'cart'] },
      refreshing: false,
      error: null,
      warnings: [],
    });
  });

  test('may have no nbf', async () => {
    const { state } = await checkAnswer(await issuer.sign({ nbf: undefined }));
    expect(state).toMatchObject({ status: 'valid', warnings: [] });
  });

  test('may expire in the year 9999', async () => {
    const exp = Date.UTC(9999, 11, 31) / 1000;
    expect((await checkAnswer(await issuer.sign({ exp }))).state).toMatchObject({ status: 'valid', claims: { exp }, warnings: [] });
  });

  test.each([' %', '%\n', '\r\n%\t'])('may have white space around it, which is removed: %j', async (form) => {
    const jwt = await issuer.sign();
    const { token, state } = await checkAnswer(form.replace('%', jwt));
    expect(token).toBe(jwt);
    expect(state).toMatchObject({ status: 'valid', warnings: [] });
  });

  test('may live for a few seconds only', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    expect((await checkAnswer(await issuer.sign({ iat: seconds(), exp: seconds() + 3 }))).state.status).toBe('valid');
  });
});

describe('A token that cannot work is refused', () => {
  test.each([
    ['two parts', 'a.b'],
    ['four parts', 'a.b.c.d'],
    ['parts that are not JSON', 'YQ.YQ.YQ'],
    ['parts that are not objects', `${btoa('1')}.${btoa('2')}.c`],
    ['text in front', 'Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln'],
    ['a line end inside', 'eyJhbGciOiJSUzI1NiJ9.\ne30.c2ln'],
  ])('as malformed when it has %s', async (_what, answer) => {
    expect((await refusalOf(answer)).code).toBe('token-malformed');
  });

  test.each([
    ['five parts', 'a.b.c.d.e', /an encrypted JWT/],
    ['no dots', '0.AXoA-authorization-code-of-oauth'.replace('.', '_'), /an authorization code/],
  ])('with what it probably is when it has %s', async (_what, answer, message) => {
    const error = await refusalOf(answer);
    expect(error.code).toBe('token-malformed');
    expect(error.message).toMatch(message);
  });

  test.each([
    ['undefined', undefined, /undefined\); a return statement may be missing/],
    ['a number', 1, /a number/],
    ['an object', { token: 'a.b.c' }, /an object/],
    ['an object that turns into a token', { toString: () => 'a.b.c' }, /an object/],
    ['a Response', new Response('a.b.c'), /a Response object; `await response\.text\(\)` may be missing/],
  ])('as the wrong type when getAuthToken returned %s', async (_what, answer, message) => {
    const error = await refusalOf(answer);
    expect(error.code).toBe('token-wrong-type');
    expect(error.message).toMatch(message);
  });

  test.each(['', '  \n'])('as empty when getAuthToken returned %j', async (answer) => {
    expect((await refusalOf(answer)).code).toBe('token-empty');
  });

  test.each([
    '<!DOCTYPE html><title>Sign in</title>',
    '\n<HTML lang="en">',
    '<!-- saved page --><html>',
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>',
  ])('as a web page when it starts like one: %s', async (page) => {
    expect((await refusalOf(page)).code).toBe('token-web-page');
  });

  test('as unsigned when its algorithm is "none" or its signature is empty', async () => {
    expect((await refusalOf(await issuer.sign({}, { signedWith: 'none' }))).code).toBe('token-unsigned');
    const [header, payload] = (await issuer.sign()).split('.');
    expect((await refusalOf(`${header}.${payload}.`)).code).toBe('token-unsigned');
  });

  test.each(['None', 'NONE', ''])('as unsigned when its header names the algorithm %j', async (alg) => {
    const [, payload, signature] = (await issuer.sign()).split('.');
    const jwt = `${btoa(JSON.stringify({ alg })).replaceAll('=', '')}.${payload}.${signature}`;
    expect((await refusalOf(jwt)).code).toBe('token-unsigned');
  });

  test('when it is signed with a shared secret (HS256)', async () => {
    const error = await refusalOf(await issuer.sign({}, { signedWith: 'HS256' }));
    expect(error.code).toBe('token-algorithm');
    expect(error.message).toContain('Algorithm: HS256.');
  });

  test.each([
    ['sub', undefined],
    ['sub', ''],
    ['sub', 7],
    ['exp', undefined],
    ['exp', null],
    ['exp', 'soon'],
  ])('when its claim %s is %j, and the message names the claim', async (name, value) => {
    const error = await refusalOf(await issuer.sign({ [name]: value }));
    expect(error.code).toBe('token-claim');
    expect(error.message).toContain(`The claim ${name} is missing or has the wrong type.`);
  });

  test.each([
    ['expired a minute ago', { iat: seconds() - 960, exp: seconds() - 60 }],
    ['has four seconds left', { iat: seconds() - 896, exp: seconds() + 4 }],
    ['expires immediately', { iat: seconds(), exp: seconds() }],
  ])('when it %s', async (_what, claims) => {
    expect((await refusalOf(await issuer.sign(claims))).code).toBe('token-expired');
  });

  test('when exactly five seconds are left, and not when a millisecond more is left', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: seconds() * 1000 });
    const jwt = await issuer.sign({ iat: seconds() - 895, exp: seconds() + 5 });
    expect((await refusalOf(jwt)).code).toBe('token-expired');
    vi.setSystemTime(Date.now() - 1);
    expect((await checkAnswer(jwt)).state.status).toBe('valid');
  });
});
