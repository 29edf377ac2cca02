import { exportSPKI, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTestIssuer } from '../test-issuer.js';
import { readPublicKeys } from './public-keys.js';

const { publicKey, publicKeyList } = await createTestIssuer();
const entry = (changes = {}) => ({ kid: 'a', publicKey: btoa(publicKey), expiry: 2_000_000_000, ...changes });
const list = (...entries: unknown[]) => JSON.stringify(entries);
const malformed = (detail: RegExp) => ({ valid: false, reason: 'key-document-malformed', detail: expect.stringMatching(detail) as string });

test('reads one PEM, with any line endings and space around it', async () => {
  expect(await readPublicKeys(`\r\n${publicKey.replaceAll('\n', '\r\n')} \n`)).toMatchObject({
    valid: true,
    keys: [{ kid: null, expiry: null }],
  });
});

test('reads the list form', async () => {
  expect(await readPublicKeys(list(entry(), entry({ kid: 'b' })))).toMatchObject({
    valid: true,
    keys: [{ kid: 'a', expiry: 2_000_000_000 }, { kid: 'b' }],
  });
  expect(await readPublicKeys(publicKeyList)).toMatchObject({ valid: true, keys: [{ kid: 'test-key' }] });
});

describe('names the problem of', () => {
  test.each([
    ['nothing', '', /empty/],
    ['a web page', '<!doctype html>', /web page/],
    ['text', 'public key', /^It is not a PEM, which starts with -----BEGIN PUBLIC KEY-----\.$/],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', /PRIVATE key. Withdraw/],
    ['a PKCS #1 key', '-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----', /RSA PUBLIC KEY\. PUBLIC KEY \(SPKI\)/],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', /CERTIFICATE/],
    ['two PEMs', `${publicKey}\n${publicKey}`, /several PEMs/],
    ['a PEM with escaped line ends', publicKey.replaceAll('\n', String.raw`\n`), /line ends are written as \\n/],
    ['a PEM with line ends that are escaped twice', publicKey.replaceAll('\n', String.raw`\\n`), /line ends are written as \\n/],
    ['a PEM as a JSON string', JSON.stringify(publicKey), /line ends are written as \\n/],
    ['a PEM with other text in front', `The key:\n${publicKey}`, /text before -----BEGIN PUBLIC KEY-----/],
    ['a PEM in UTF-16', Buffer.from(publicKey, 'utf16le').toString(), /UTF-16/],
    ['an entry in UTF-16', list(entry({ publicKey: Buffer.from(publicKey, 'utf16le').toString('base64') })), /it is encoded as UTF-16/],
    ['a PEM that holds no key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /not an RSA public key/],
    ['broken JSON', '[{"kid": "a",]', /not JSON/],
    ['a JSON Web Key Set', '{"keys":[]}', /JSON Web Key Set/],
    ['another object', '{"kid":"a"}', /not an array/],
    ['an empty list', '[]', /list of public keys is empty/],
    ['a list that contains null', '[null]', /Entry 1 .* no kid/],
    ['an entry without kid', list(entry({ kid: undefined })), /Entry 1 .* no kid/],
    ['an entry with an empty kid', list(entry({ kid: '' })), /Entry 1 .* no kid/],
    ['an entry without publicKey', list(entry(), entry({ kid: 'b', publicKey: undefined })), /Entry 2 .* no publicKey/],
    ['an entry without expiry', list(entry({ expiry: undefined })), /no expiry/],
    ['an expiry in text', list(entry({ expiry: '2000000000' })), /expiry is of type string, not a finite number of seconds/],
    ['an expiry that is null', list(entry({ expiry: null })), /expiry is null, not a finite number of seconds/],
    ['an expiry that is not a finite number', list(entry()).replace('2000000000', '1e999'), /not a finite number/],
    ['a kid that is a number', list(entry({ kid: 1 })), /kid is of type number, not a string/],
    ['a publicKey that is an object', list(entry({ publicKey: {} })), /publicKey is of type object, not a string/],
    ['a kid twice', list(entry(), entry()), /Entry 2 .* repeats the kid "a"/],
    ['a PEM without base64', list(entry({ publicKey })), /must be the base64 of a PEM, and it is not base64/],
    ['base64 of something else', list(entry({ publicKey: btoa('key') })), /must be the base64 of a PEM, and it is not a PEM/],
  ])('%s', async (_what, document, detail) => {
    expect(await readPublicKeys(document)).toEqual(malformed(detail));
  });

  test('an elliptic curve key', async () => {
    const { publicKey: curve } = await generateKeyPair('ES256', { extractable: true });
    expect(await readPublicKeys(await exportSPKI(curve))).toEqual(malformed(/not an RSA public key/));
  });

  test('an RSA key of fewer than 2,048 bits', async () => {
    const { publicKey: small } = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    expect(await readPublicKeys(await exportSPKI(small))).toEqual(malformed(/1024 bits\. At least 2,048 are required/));
  });
});
