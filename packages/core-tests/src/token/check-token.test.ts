import { createTestIssuer } from '@lcw-auth/simulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLiveChatAuth, type AuthTokenState } from '@lcw-auth/core';

const issuer = await createTestIssuer();
const seconds = () => Math.floor(Date.now() / 1000);
afterEach(() => void vi.useRealTimers());

/** What becomes of a token that the app's endpoint gives. */
async function check(answer: unknown): Promise<{ token: string | null; state: AuthTokenState }> {
  const auth = createLiveChatAuth({ userId: 'ann', getAuthToken: async () => answer as string });
  // Whoever asks would wait for a better one until the time limit.
  const enough = new AbortController();
  auth.subscribe(() => auth.getState().authToken.status === 'error' && enough.abort());
  const token = await auth.getAuthToken({ signal: enough.signal });
  return { token, state: auth.getState().authToken };
}

async function refusal(answer: unknown) {
  const { token, state } = await check(answer);
  expect(token).toBeNull();
  if (state.status !== 'error') throw new Error(`not refused: ${state.status}`);
  expect(String(answer).length > 20 && state.error.message.includes(String(answer).slice(0, 20))).toBe(false);
  return state.error;
}

describe('Rule 8: a token is checked before it is handed over', () => {
  test('a good one is, and its state says whose it is and never the token', async () => {
    const exp = seconds() + 900;
    const jwt = await issuer.sign({ sub: 'contact-1', exp }, { context: { msdyn_isvip: 'true', cart: 12 } });
    const { token, state } = await check(jwt);
    expect(token).toBe(jwt);
    expect(state).toEqual({
      status: 'valid',
      expiresAt: exp * 1000,
      claims: { iss: 'https://portal.example', sub: 'contact-1', iat: exp - 900, exp, contextVariables: ['msdyn_isvip', 'cart'] },
      refreshing: false,
      error: null,
    });
  });

  test.each([
    ['two parts', 'a.b'],
    ['four parts', 'a.b.c.d'],
    ['no JSON inside', 'YQ.YQ.YQ'],
    ['JSON that is no object', `${btoa('1')}.${btoa('2')}.c`],
    ['an empty signature', 'eyJhbGciOiJSUzI1NiJ9.e30.'],
    ['nothing', ''],
    ['undefined', undefined],
    ['a number', 1],
    ['an object that only reads like a token', { toString: () => 'a.b.c' }],
  ])('refuses %s', async (_what, answer) => {
    expect((await refusal(answer)).code).toBe('token-malformed');
  });

  test('refuses white space around it, which the widget would send along', async () => {
    expect((await refusal(`${await issuer.sign()}\n`)).code).toBe('token-malformed');
    expect((await refusal(` ${await issuer.sign()}`)).code).toBe('token-malformed');
  });

  test.each(['HS256', 'none'] as const)('refuses the algorithm %s: Omnichannel takes RS256 alone', async (signedWith) => {
    expect((await refusal(await issuer.sign({}, { signedWith }))).code).toBe(signedWith === 'none' ? 'token-malformed' : 'token-algorithm');
  });

  test.each([
    ['iss', undefined],
    ['iss', ''],
    ['sub', undefined],
    ['sub', 7],
    ['iat', undefined],
    ['iat', '1'],
    ['exp', undefined],
    ['exp', null],
  ])('refuses %s: %j, and names the claim', async (name, value) => {
    const error = await refusal(await issuer.sign({ [name]: value }));
    expect(error.code).toBe('token-claim');
    expect(error.message).toContain(`(${name})`);
  });

  test('takes dates of 13 digits for milliseconds, as the widget does', async () => {
    const now = Date.now();
    const { state } = await check(await issuer.sign({ iat: now, exp: now + 900_000 }));
    expect(state).toMatchObject({ status: 'valid' });
    expect(state.status === 'valid' && Math.abs(state.expiresAt - now - 900_000)).toBeLessThan(1000);
  });

  test.each([
    ['expired a minute ago', { iat: seconds() - 960, exp: seconds() - 60 }],
    ['expires before it was issued', { iat: seconds() + 900, exp: seconds() + 600 }],
    ['has moments left', { iat: seconds() - 896, exp: seconds() + 4 }],
    ['expires at once', { iat: seconds(), exp: seconds() }],
  ])('refuses one that %s', async (_what, claims) => {
    expect((await refusal(await issuer.sign(claims))).code).toBe('token-expired');
  });

  test('refuses one with five seconds left to the millisecond, and takes one with a little more', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: seconds() * 1000 });
    const jwt = await issuer.sign({ iat: seconds() - 895, exp: seconds() + 5 });
    expect((await refusal(jwt)).code).toBe('token-expired');
    vi.setSystemTime(Date.now() - 1);
    expect((await check(jwt)).state.status).toBe('valid');
  });

  test('takes one whose whole life is short', async () => {
    expect((await check(await issuer.sign({ iat: seconds(), exp: seconds() + 3 }))).state.status).toBe('valid');
  });

  test.each([
    ['an object, where a string is needed', { a: 1 }, /must be a string of JSON/],
    ['null', null, /must be a string of JSON/],
    ['text that is no JSON', '{a:1}', /must be a string of JSON/],
    ['JSON that is no object', '"text"', /must be a string of JSON/],
    ['JSON of an array', '[]', /must be a string of JSON/],
    ['a list that only reads like JSON', ['{}'], /must be a string of JSON/],
    ['a value that is not primitive', '{"vip":true,"cart":{"total":1}}', /"cart" is not primitive/],
    ['a list under a long name', `{"${'n'.repeat(41)}":[]}`, /"n{40}" is not primitive/],
  ])('refuses lwicontexts that is %s', async (_what, lwicontexts, message) => {
    const error = await refusal(await issuer.sign({ lwicontexts }));
    expect(error.code).toBe('token-context');
    expect(error.message).toMatch(message);
  });
});
