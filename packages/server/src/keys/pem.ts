/** Thrown when a text is not the expected key. The message names the fix and never contains the key. */
export class KeyFormatError extends TypeError {
  /** Always 'KeyFormatError'. */
  override readonly name = 'KeyFormatError';
}

/** The content of a PEM block and its label. Base64 without a block has no label. */
export interface PemBlock {
  label: 'PRIVATE KEY' | 'RSA PRIVATE KEY' | 'PUBLIC KEY' | null;
  der: Uint8Array<ArrayBuffer>;
}

const labels = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'PUBLIC KEY'] as const;
const blocks = /-----BEGIN ([A-Z0-9 ]{1,40})-----([\s\S]*?)-----END \1-----/g;

// The reason why a block with another label is refused, and what to do.
const refusals: Record<string, string> = {
  'ENCRYPTED PRIVATE KEY': 'the private key is encrypted; decrypt it first: openssl pkcs8 -in key.pem -out plain.pem',
  'EC PRIVATE KEY': 'an elliptic curve key was given; RS256 needs an RSA key of 2048 bits or more',
  'RSA PUBLIC KEY': 'a PKCS#1 public key was given; convert it: openssl rsa -RSAPublicKey_in -in key.pem -pubout',
  'OPENSSH PRIVATE KEY': 'an OpenSSH key was given; create an RSA key: npx lcw-auth keygen',
  CERTIFICATE: 'a certificate was given; extract its key: openssl x509 -in certificate.pem -pubkey -noout',
};

/**
 * Reads one key from the text of an environment variable or a secret store: PEM, base64 of PEM, or base64 of DER. Escaped
 * newlines, CRLF, quotes and missing padding are accepted, and other PEM blocks, such as a certificate, are skipped.
 * @throws KeyFormatError that says what was found instead.
 */
export function readPem(text: string, expected: 'private key' | 'public key'): PemBlock {
  if (text.includes('\0')) throw utf16Error(expected);
  const plain = unwrap(text);
  if (plain === '') throw new KeyFormatError(`Expected a ${expected} as PEM, but the text is empty.`);
  const found = blockOf(plain, expected) ?? blockInBase64(plain, expected);
  if (!found) return readBareDer(plain, expected);
  const [, name = '', body = ''] = found;
  const label = labels.find((known) => known === name);
  if (!label) throw new KeyFormatError(`Expected a ${expected}, but ${refusals[name] ?? 'the PEM block is of another kind'}.`);
  if (!isExpected(label, expected)) {
    throw new KeyFormatError(`Expected a ${expected}, but a ${label === 'PUBLIC KEY' ? 'public' : 'private'} key was given.`);
  }
  const der = decodeBase64(body);
  if (!der) throw new KeyFormatError(`Expected a ${expected}, but the body of the PEM block is not base64. It may be cut short.`);
  return { label, der };
}

/** PowerShell's Unicode encoding writes UTF-16, in files and as base64. */
const utf16Error = (expected: string): KeyFormatError =>
  new KeyFormatError(
    `Expected a ${expected} as PEM, but the text is UTF-16. Save the file as UTF-8 or ASCII, e.g. iconv -f utf-16 -t utf-8.`,
  );

function blockInBase64(base64: string, expected: 'private key' | 'public key'): RegExpExecArray | undefined {
  const text = decodeText(base64);
  // A zero byte alone does not prove UTF-16, because DER contains zeros.
  if (text.includes('-\0-\0-')) throw utf16Error(expected);
  return blockOf(text, expected);
}

/** Returns the first block of the expected kind, or the first block of any kind. */
function blockOf(text: string, expected: 'private key' | 'public key'): RegExpExecArray | undefined {
  const found = [...text.matchAll(blocks)];
  return found.find(([, name]) => labels.some((label) => label === name && isExpected(label, expected))) ?? found[0];
}

function isExpected(label: (typeof labels)[number], expected: 'private key' | 'public key'): boolean {
  return (label === 'PUBLIC KEY') === (expected === 'public key');
}

/** Returns DER as PEM, in lines of 64 characters. */
export function toPem(label: 'PRIVATE KEY' | 'PUBLIC KEY', der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Encodes as standard base64, without Node's Buffer. */
export function encodeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function unwrap(text: string): string {
  return text
    .replaceAll(/\\+[rn]/g, '\n')
    .replaceAll('\r', '\n')
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, '$2');
}

// Base64 without a block has no label. DER starts with a SEQUENCE, and the import checks the rest.
function readBareDer(text: string, expected: 'private key' | 'public key'): PemBlock {
  const der = decodeBase64(text);
  if (der?.[0] !== 0x30) throw new KeyFormatError(`Expected a ${expected} as PEM, or base64 of it, but found neither.`);
  return { label: null, der };
}

function decodeText(base64: string): string {
  const bytes = decodeBase64(base64);
  return bytes ? unwrap(new TextDecoder().decode(bytes)) : '';
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const compact = text.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(compact) || compact.length % 4 === 1) return null;
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
}
