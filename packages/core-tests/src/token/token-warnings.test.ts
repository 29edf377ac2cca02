import { createTestIssuer, type TestClaims } from '@lcw-auth/simulator';
import { describe, expect, test } from 'vitest';
import { LiveChatAuthError } from '@lcw-auth/core';
import { checkAnswer } from '../support/checked-token.fixture.js';

const issuer = await createTestIssuer();
const seconds = () => Math.floor(Date.now() / 1000);

async function warningsOf(jwt: string) {
  const { token, state, events } = await checkAnswer(jwt);
  expect(token).toBe(jwt);
  if (state.status !== 'valid') throw new Error(`The token is ${state.status}, not valid.`);
  const reported = events.flatMap((event) => (event.type === 'token-warning' ? event.warnings : []));
  expect(reported, 'warnings of the event token-warning').toEqual(state.warnings);
  return state.warnings;
}

describe('A token that Omnichannel may reject is used with a warning', () => {
  const cases: [string, TestClaims, string][] = [
    ['lwicontexts with objects', { lwicontexts: '{"Tier":{"value":"gold","isDisplayable":true}}' }, 'context-value'],
    ['lwicontexts that is ""', { lwicontexts: '' }, 'context-format'],
    ['lwicontexts that is null', { lwicontexts: null }, 'context-format'],
    ['lwicontexts that is an object', { lwicontexts: { Tier: 'gold' } }, 'context-format'],
    ['lwicontexts that is a list', { lwicontexts: '[]' }, 'context-format'],
    ['lwicontexts that is not JSON', { lwicontexts: '{a:1}' }, 'context-format'],
    ['lwicontexts that is a number', { lwicontexts: 7 }, 'context-format'],
    ['a list as a context value', { lwicontexts: '{"a":[]}' }, 'context-value'],
    ['a context name of 101 characters', { lwicontexts: JSON.stringify({ ['n'.repeat(101)]: 1 }) }, 'context-limit'],
    ['a context value of 4,001 characters', { lwicontexts: JSON.stringify({ a: 'v'.repeat(4001) }) }, 'context-limit'],
    [
      '101 context variables',
      { lwicontexts: JSON.stringify(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`v${index}`, 1]))) },
      'context-limit',
    ],
    ['no iss', { iss: undefined }, 'claim-missing'],
    ['an empty iss', { iss: '' }, 'claim-type'],
    ['an iss that is not text', { iss: 7 as never }, 'claim-type'],
    ['no iat', { iat: undefined }, 'claim-missing'],
    ['a sub that is not a GUID', { sub: 'contact-1' }, 'subject-format'],
    ['an iat that is text', { iat: String(seconds()) as never }, 'claim-type'],
    ['an exp that is text', { exp: String(seconds() + 900) as never }, 'claim-type'],
    ['an exp in milliseconds', { exp: (seconds() + 900) * 1000 }, 'claim-type'],
    ['an iat in the future', { iat: seconds() + 600, exp: seconds() + 1_500 }, 'issued-in-future'],
    ['an iat after exp', { iat: seconds() + 7_200, exp: seconds() + 900 }, 'issued-in-future'],
  ];

  test.each(cases)('for %s', async (_what, claims, code) => {
    expect((await warningsOf(await issuer.sign(claims))).map((warning) => warning.code)).toEqual([code]);
  });

  test('whose message is a full sentence without values of the context', async () => {
    const [warning] = await warningsOf(await issuer.sign({ lwicontexts: '{"Tier":{"value":"a secret value"}}' }));
    expect(warning?.message).toMatch(/^The context variable "Tier" is an object\. .*\.$/);
    expect(warning?.message).not.toContain('secret');
  });

  test.each(['ES256', 'PS256'])('for the algorithm %s, which has a public key', async (algorithm) => {
    // The client does not verify signatures, so only the header has to name the algorithm.
    const [, payload, signature] = (await issuer.sign()).split('.');
    const jwt = `${btoa(JSON.stringify({ alg: algorithm })).replaceAll('=', '')}.${payload}.${signature}`;
    expect((await warningsOf(jwt)).map(({ code }) => code)).toEqual(['algorithm']);
  });

  test.each([
    ['a long name', { Tier: { value: 'gold', isDisplayable: true }, ['n'.repeat(101)]: 'x' }],
    ['a long value', { Tier: { value: 'v'.repeat(4_001), isDisplayable: true } }],
  ])('for objects and also for %s', async (_what, context) => {
    const warnings = await warningsOf(await issuer.sign({ lwicontexts: JSON.stringify(context) }));
    expect(warnings.map(({ code }) => code)).toEqual(['context-value', 'context-limit']);
  });

  test('for each reason, when there are several', async () => {
    const jwt = await issuer.sign({ iss: undefined, sub: 'contact-1', lwicontexts: '' });
    expect((await warningsOf(jwt)).map(({ code }) => code)).toEqual(['subject-format', 'claim-missing', 'context-format']);
  });

  test.each([
    ['no context', {}],
    ['other claims', { preferred_username: 'ann', portalcontactid: 'x' }],
    ['no nbf', { nbf: undefined }],
    ['context values that are text, numbers, true or false', { lwicontexts: '{"a":"1","b":2,"c":true}' }],
  ])('but without a warning for %s', async (_what, claims) => {
    expect(await warningsOf(await issuer.sign(claims))).toEqual([]);
  });

  test('reads dates of 13 digits as milliseconds, as the widget does', async () => {
    const now = Date.now();
    const { state } = await checkAnswer(await issuer.sign({ iat: now, exp: now + 900_000 }));
    expect(state.status === 'valid' && Math.abs(state.expiresAt - now - 900_000)).toBeLessThan(5_000);
  });

  test('reads an exp that is text as the number', async () => {
    const exp = seconds() + 900;
    const { state } = await checkAnswer(await issuer.sign({ exp: String(exp) as never }));
    expect(state).toMatchObject({ status: 'valid', claims: { exp } });
  });

  test('still names the context variables in the state', async () => {
    const { state } = await checkAnswer(await issuer.sign({ lwicontexts: { Tier: { value: 'gold', isDisplayable: true } } }));
    expect(state).toMatchObject({ claims: { contextVariables: ['Tier'] } });
  });
});

test('The error for a rejected token names the warnings as likely causes', () => {
  const warnings = [{ code: 'claim-missing' as const, message: 'The token has no claim iss.' }];
  const error = new LiveChatAuthError('token-rejected', {}, warnings);
  expect(error.warnings).toBe(warnings);
  expect(error.message).toContain('Likely cause: The token has no claim iss.');
});
