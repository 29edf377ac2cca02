import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFixedKeyRing, createSigner, createWebCryptoSigner, generateKeyPair, KeyFormatError } from '../index.js';
import { pair } from '../test-service.fixture.js';
import { shareRsaKeys } from './shared-keys.fixture.js';

shareRsaKeys();

const { privateKey: pem, kid } = pair;
const body = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');

describe('a private key as text', () => {
  test.each([
    ['PEM', pem],
    ['PEM with escaped newlines', pem.replaceAll('\n', String.raw`\n`)],
    ['PEM with CRLF', pem.replaceAll('\n', '\r\n')],
    ['PEM with escaped CRLF', pem.replaceAll('\n', String.raw`\r\n`)],
    ['PEM in one line', pem.replaceAll('\n', '')],
    ['PEM with spaces instead of newlines', pem.trim().replaceAll('\n', ' ')],
    ['PEM in quotes', `"${pem}"`],
    ['PEM with spaces around it', `\n\n  ${pem}  \n`],
    ['PEM after other text', `Bag Attributes\n  localKeyID: 01\n${pem}`],
    ['base64 of PEM', btoa(pem)],
    ['base64 of PEM without padding', btoa(pem).replace(/=+$/, '')],
    ['base64 of PEM in lines', (btoa(pem).match(/.{1,76}/g) ?? []).join('\n')],
    ['base64url of PEM', btoa(pem).replaceAll('+', '-').replaceAll('/', '_')],
    ['base64 of DER', body],
    ['base64url of DER', body.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
    ['base64 in double quotes with spaces around them', `  "${body}" \n`],
    ['base64 of PEM in single quotes', `'${btoa(pem)}'`],
    ['base64 of DER without padding', body.replace(/=+$/, '')],
    ['PEM without padding', pem.replaceAll('=', '')],
    ['PEM with double-escaped newlines', pem.replaceAll('\n', String.raw`\\n`)],
    ['PEM with newlines escaped three times', pem.replaceAll('\n', String.raw`\\\\n`)],
    ['PEM after a certificate', `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${pem}`],
    ['PEM after the public key', `${pair.publicKey}${pem}`],
    ['base64 of PEM after a certificate', btoa(`-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${pem}`)],
    ['PEM with a byte order mark', `\uFEFF${pem}`],
  ])('is read from %s', async (_name, text) => {
    expect((await createSigner(text)).kid).toBe(kid);
  });

  test('is read from PKCS#1, as older openssl writes it', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const expected = await createSigner(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    const read = await createSigner(privateKey.export({ format: 'pem', type: 'pkcs1' }).toString());
    expect(read.kid).toBe(expected.kid);
    expect(read.publicKey).toBe(expected.publicKey);
  });

  test("is read from Microsoft's own openssl commands", async () => {
    const made = execFileSync('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const publicPem = execFileSync('openssl', ['rsa', '-pubout'], { input: made, stdio: ['pipe', 'pipe', 'ignore'] });
    expect((await createSigner(made.toString())).publicKey.trim()).toBe(publicPem.toString().trim());
  });
});

describe('a text that is not a usable private key', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const pkcs8 = { format: 'pem', type: 'pkcs8' } as const;
  test.each([
    ['nothing', '   ', 'empty'],
    [
      'a UTF-16 file that was read as UTF-8',
      Buffer.from(`\uFEFF${pem}`, 'utf16le').toString('utf8'),
      'the text is UTF-16. Save the file as UTF-8',
    ],
    ['base64 of UTF-16', Buffer.from(pem, 'utf16le').toString('base64'), 'the text is UTF-16'],
    ['base64 of UTF-16, big endian', Buffer.from(`\uFEFF${pem}`, 'utf16le').swap16().toString('base64'), 'the text is UTF-16'],
    ['words', 'hello there', 'found neither'],
    ['base64 with its padding in the middle', `${body.slice(0, 100)}=${body.slice(100)}`, 'found neither'],
    ['a public key', pair.publicKey, 'a public key was given'],
    ['an EC key', ec.export(pkcs8).toString(), 'not an RSA key'],
    ['an EC key in SEC1', ec.export({ format: 'pem', type: 'sec1' }).toString(), 'elliptic curve key was given; RS256 needs an RSA key'],
    ['an RSA key of 1024 bits', short.export(pkcs8).toString(), '1024 bits; RS256 needs 2048'],
    ['an encrypted key', short.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'x' }).toString(), 'encrypted; decrypt it first'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'openssl x509'],
    ['a key that is cut short', pem.slice(0, 400), 'found neither'],
    ['a key with a damaged middle', pem.replace(/\n.{64}\n/, '\n'), 'damaged'],
    ['a PEM block with invalid characters', pem.replace(/\n.{10}/, '\n!!!!!!!!!!'), 'not base64'],
    ['base64 of other data', btoa('{"a":1}'), 'found neither'],
    ['base64 with one character too many', body.slice(0, 401), 'found neither'],
    ['an OpenSSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----', 'keygen'],
    ['a PKCS#1 public key', '-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----', 'openssl rsa -RSAPublicKey_in'],
    ['a PEM block of another kind', '-----BEGIN DH PARAMETERS-----\nMIIB\n-----END DH PARAMETERS-----', 'the PEM block is of another kind'],
    ['a PEM block whose end line has another label', pem.replace('END PRIVATE', 'END PUBLIC'), 'found neither'],
    [
      'a PKCS#1 block with a few bytes',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----',
      'private key is not an RSA key',
    ],
  ])('is refused with a clear message: %s', async (_name, text, message) => {
    const error: unknown = await createSigner(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KeyFormatError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).name).toBe('KeyFormatError');
  });

  test('never appears in the message, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: pem.length }),
        fc.integer({ min: 0, max: 600 }),
        fc.string({ maxLength: 20 }),
        async (at, cut, junk) => {
          const text = pem.slice(0, at) + junk + pem.slice(at + cut);
          const error: unknown = await createSigner(text).catch((thrown: unknown) => thrown);
          if (!(error instanceof Error)) return;
          expect(error).toBeInstanceOf(KeyFormatError);
          for (let index = 0; index + 12 <= body.length; index += 12) expect(error.message).not.toContain(body.slice(index, index + 12));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a text that is not a usable public key', () => {
  const { publicKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  test.each([
    ['a private key', pem, 'Expected a public key, but a private key was given'],
    ['nothing', '', 'Expected a public key as PEM, but the text is empty'],
    ['base64 of something else', btoa('hello'), 'Expected a public key as PEM, or base64 of it, but found neither'],
    ['a key that is cut short', pair.publicKey.replace(/\n.{64}\n/, '\n'), 'The public key is not an RSA key, or it is damaged'],
    ['an EC key', ec.export({ format: 'pem', type: 'spki' }).toString(), 'The public key is not an RSA key'],
  ])('is refused with a clear message: %s', async (_name, publicKey, message) => {
    const { privateKey } = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ['sign', 'verify'],
    );
    await expect(createWebCryptoSigner({ privateKey, publicKey })).rejects.toThrow(message);
  });
});

test.each([1024, 2047, 2049, 8193, 8200, 2048.5, Number.NaN])('generateKeyPair rejects %d bits', async (modulusLength) => {
  await expect(generateKeyPair({ modulusLength })).rejects.toThrow(
    new RangeError('generateKeyPair: modulusLength must be 2048 to 8192 bits in steps of 8, e.g. 2048 or 4096.'),
  );
});

test('generateKeyPair creates 2048 bits by default, and more on request', async () => {
  const bits = async (modulusLength?: number): Promise<number> => {
    const { publicKey } = await generateKeyPair(modulusLength === undefined ? {} : { modulusLength });
    const der = Buffer.from(publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
    const key = await crypto.subtle.importKey('spki', der, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify']);
    return (key.algorithm as { modulusLength?: number }).modulusLength ?? 0;
  };
  expect(await bits()).toBe(2048);
  expect(await bits(2056)).toBe(2056);
});

test('the key id is the thumbprint of the key and does not depend on its text form', async () => {
  const ring = createFixedKeyRing({ keys: [btoa(pem)] });
  expect((await ring.publicKeys())[0]?.kid).toBe(kid);
});
