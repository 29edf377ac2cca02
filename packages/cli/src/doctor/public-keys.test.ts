import { describe, expect, test } from 'vitest';
import { answer, ec, examine, json, listOf, now, other, pair, session, weak, type PortalParts } from './portal.fixture.js';

const text = { 'content-type': 'text/plain' };
const oneLine = pair.publicKey.replaceAll('\n', '');
const indented = pair.publicKey.replaceAll('\n', '\n    ');

describe('a public key endpoint fails when it', () => {
  test.each<[string, NonNullable<PortalParts['publicKey']>, string, RegExp]>([
    ['requires a sign-in', answer(401, {}, ''), 'public-key-reachable', /answers 401\.$/],
    [
      'redirects',
      answer(302, { location: '/login?return=secret' }, ''),
      'public-key-reachable',
      /answers 302 and redirects to http.*\/login\.$/,
    ],
    ['is a web page', answer(200, { 'content-type': 'text/html' }, '<html>'), 'public-key-type', /web page/],
    ['is empty', answer(200, text, ''), 'public-key-form', /empty/],
    ['is cut short', answer(200, text, pair.publicKey.slice(0, 120)), 'public-key-form', /not an RSA public key/],
    ['is encoded as UTF-16', answer(200, text, Buffer.from(`\uFEFF${pair.publicKey}`, 'utf16le')), 'public-key-form', /UTF-16/],
    ['is a JSON Web Key Set', answer(200, json, '{"keys":[]}'), 'public-key-form', /JSON Web Key Set/],
    ['publishes the private key', answer(200, text, pair.privateKey), 'public-key-private', /PRIVATE key/],
    [
      'publishes a private key in a list',
      answer(200, json, listOf({ kid: 'a', pem: pair.privateKey })),
      'public-key-private',
      /PRIVATE key/,
    ],
    ['publishes a private JWK', answer(200, json, `{"keys":[{"d":"${'a'.repeat(80)}"}]}`), 'public-key-private', /PRIVATE key/],
    ['has RSA 1024', answer(200, text, weak.publicKey), 'public-key-strength', /1024 bits/],
    [
      'repeats a kid',
      answer(200, json, listOf({ kid: 'a', pem: pair.publicKey }, { kid: 'a', pem: other.publicKey })),
      'public-key-kids',
      /the same kid/,
    ],
    ['lacks a kid', answer(200, json, listOf({ pem: pair.publicKey })), 'public-key-kids', /no kid/],
    ['has a number as kid', answer(200, json, listOf({ kid: 1, pem: pair.publicKey })), 'public-key-kids', /of type number/],
    [
      'has expired',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: now - 7_200 })),
      'public-key-expiry',
      /2 hours ago/,
    ],
    [
      'writes its expiry in milliseconds',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: now * 1000 })),
      'public-key-expiry',
      /milliseconds/,
    ],
    [
      'writes its expiry as text',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: 'soon' })),
      'public-key-expiry',
      /of type string, not a number/,
    ],
    ['has null as expiry', answer(200, json, listOf({ kid: 'a', pem: pair.publicKey, expiry: null })), 'public-key-expiry', /is null/],
  ])('%s', async (_name, publicKey, check, detail) => {
    const { code, findings, text: shown } = await examine({ publicKey });
    expect(code).toBe(1);
    expect(findings[check]?.status).toBe('fail');
    expect(findings[check]?.detail).toMatch(detail);
    expect(findings[check]?.fix).not.toBe(undefined);
    expect(shown).not.toMatch(/eyJ|very-secret|MIIE/);
  });
});

test.each([
  ['in one line', answer(200, text, oneLine)],
  ['indented', answer(200, text, indented)],
  ['with a byte order mark', answer(200, text, `\uFEFF${pair.publicKey}`)],
  ['in one line in a list', answer(200, json, listOf({ kid: pair.kid, pem: oneLine }))],
])('every check has the same result for a PEM %s', async (_name, publicKey) => {
  const { code, findings } = await examine({ publicKey });
  expect(code).toBe(0);
  for (const check of ['public-key-form', 'public-key-strength', 'token-signature', 'token-accepted'])
    expect([check, findings[check]?.status]).toEqual([check, 'pass']);
});

test('an empty list has no findings about keys', async () => {
  const { findings } = await examine({ publicKey: answer(200, json, '[]') });
  expect(findings['public-key-form']).toMatchObject({ status: 'fail', detail: 'The list of public keys is empty.' });
  for (const check of ['public-key-strength', 'public-key-kids', 'public-key-expiry']) expect(findings[check]).toBeUndefined();
});

test.each([
  ['escaped line ends', answer(200, text, pair.publicKey.replaceAll('\n', String.raw`\n`)), /line ends are written as \\n/],
  [
    'an expiry in text',
    answer(200, json, JSON.stringify([{ kid: 'a', publicKey: btoa(pair.publicKey), expiry: '4000000000' }])),
    /of type string/,
  ],
])('no check reports that a key with %s is missing or is not RSA', async (_name, publicKey, detail) => {
  const { findings, text: shown } = await examine({ publicKey });
  expect(findings['public-key-form']?.detail).toMatch(detail);
  expect(shown).not.toMatch(/not an RSA|keys has no expiry/);
});

test('an EC key is a warning, because the documents name RSA only', async () => {
  const { code, findings } = await examine({ publicKey: answer(200, text, ec.publicKey) }, ['--header', session]);
  expect(findings['public-key-strength']).toMatchObject({ status: 'warn' });
  expect(findings['public-key-strength']?.detail).toContain('of type ECDSA');
  // The token of this portal is signed with RS256.
  expect(findings['token-signature']?.status).toBe('fail');
  expect(code).toBe(1);
});

test('one bad entry of a list does not hide the problems of the others', async () => {
  const { findings } = await examine({ publicKey: answer(200, json, listOf({ kid: 'a', pem: 'x' }, { kid: 'a', pem: pair.publicKey })) });
  expect(findings['public-key-form']?.status).toBe('fail');
  expect(findings['public-key-strength']?.status).toBe('fail');
  expect(findings['public-key-kids']?.status).toBe('fail');
  expect(findings['public-key-expiry']?.status).toBe('pass');
});
