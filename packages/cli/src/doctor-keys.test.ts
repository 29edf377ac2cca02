import { describe, expect, test } from 'vitest';
import { answer, ec, examine, json, listOf, now, other, pair, weak, type PortalParts } from './patient.fixture.js';

const text = { 'content-type': 'text/plain' };

describe('a sick public key endpoint', () => {
  test.each<[string, NonNullable<PortalParts['publicKey']>, string, RegExp]>([
    ['asks for a sign-in', answer(401, {}, ''), 'public-key-reachable', /answers 401/],
    ['redirects', answer(302, { location: '/login?return=secret' }, ''), 'public-key-reachable', /answers 302, to http.*\/login\.$/],
    ['is a web page', answer(200, { 'content-type': 'text/html' }, '<html>'), 'public-key-type', /web page/],
    ['is empty', answer(200, text, ''), 'public-key-form', /empty/],
    ['is cut short', answer(200, text, pair.publicKey.slice(0, 120)), 'public-key-form', /no RSA public key/],
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
    ['has an EC key', answer(200, text, ec.publicKey), 'public-key-strength', /RSA key/],
    [
      'repeats a kid',
      answer(200, json, listOf({ kid: 'a', pem: pair.publicKey }, { kid: 'a', pem: other.publicKey })),
      'public-key-kids',
      /the same kid/,
    ],
    ['lacks a kid', answer(200, json, listOf({ pem: pair.publicKey })), 'public-key-kids', /no kid/],
    [
      'has expired',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: now - 7_200 })),
      'public-key-expiry',
      /2 hours ago/,
    ],
    [
      'counts milliseconds',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: now * 1000 })),
      'public-key-expiry',
      /milliseconds/,
    ],
    [
      'writes its expiry as text',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: 'soon' })),
      'public-key-expiry',
      /no number/,
    ],
  ])('that %s is found out, with a fix', async (_name, publicKey, check, detail) => {
    const { code, findings, text: shown } = await examine({ publicKey });
    expect(code).toBe(1);
    expect(findings[check]?.status).toBe('fail');
    expect(findings[check]?.detail).toMatch(detail);
    expect(findings[check]?.fix).not.toBe(undefined);
    expect(shown).not.toMatch(/eyJ|very-secret|MIIE/);
  });
});
