import type { webcrypto } from 'node:crypto';
import { readPublicKeys, type PublicKeys } from '@lcw-auth/simulator/validation';
import { inWords } from '../token/time-in-words.js';
import { contentTypeOf, isLoopback, redirectTarget, speedCheck, withoutQuery } from './answer.js';
import { fetchText, type AnsweredResult } from './fetch-text.js';
import { fail, pass, warn, type Finding } from '../findings/finding.js';

/** The findings about a public key URL, and its keys; null when the keys cannot be used. */
export interface PublicKeyResult {
  findings: Finding[];
  publicKeys: PublicKeys | null;
}

/** Checks a public key URL as Omnichannel's servers read it: with one GET, without any session. */
export async function publicKeyChecks(url: URL): Promise<PublicKeyResult> {
  const check = 'public-key-reachable';
  const answer = await fetchText(url);
  if (answer.status === 'unreachable') {
    const finding = fail(
      check,
      `${withoutQuery(url)}: ${answer.reason}.`,
      'The URL must answer a GET from the internet within 10 seconds.',
    );
    return { publicKeys: null, findings: [finding] };
  }
  if (answer.httpStatus !== 200) {
    const isRedirect = answer.httpStatus >= 300 && answer.httpStatus < 400;
    const target = isRedirect ? ` and redirects to ${redirectTarget(answer.headers, url)}` : '';
    const fix = 'Answer 200 to every caller, without a sign-in, a redirect or a cookie.';
    return { publicKeys: null, findings: [fail(check, `${withoutQuery(url)} answers ${answer.httpStatus}${target}.`, fix)] };
  }
  const { findings, publicKeys } = await documentChecks(answer);
  return {
    publicKeys,
    findings: [pass(check, withoutQuery(url)), httpsCheck(url), typeCheck(answer), ...findings, speedCheck('public-key-time', answer)],
  };
}

function httpsCheck(url: URL): Finding {
  const check = 'public-key-https';
  if (url.protocol === 'https:') return pass(check, 'https');
  if (isLoopback(url))
    return warn(check, 'http on this machine, which is fine for development.', 'Omnichannel needs a URL on the internet, with https.');
  return fail(check, 'With http, an attacker on the network can replace the key.', 'Serve it over https.');
}

function typeCheck({ headers, body }: AnsweredResult): Finding {
  const check = 'public-key-type';
  const type = contentTypeOf(headers);
  const expected = body.trimStart().startsWith('[') ? ['application/json'] : ['text/plain', 'application/x-pem-file'];
  if (expected.includes(type)) return pass(check, type);
  if (type === 'text/html')
    return fail(check, 'The answer is a web page (text/html).', 'Serve the key itself, as text/plain or application/json.');
  return warn(check, type === '' ? 'There is no content type.' : `The content type is ${type}.`, `Serve it as ${expected[0] ?? ''}.`);
}

/** Checks the document as a whole, and then each of its entries, so that one bad entry does not hide the others. */
async function documentChecks({ body, isUtf16 }: AnsweredResult): Promise<PublicKeyResult> {
  const form = 'public-key-form';
  if (isUtf16) return { publicKeys: null, findings: [fail(form, 'The document is encoded as UTF-16.', 'Save and serve it as UTF-8.')] };
  // The lenient mode also reads keys that are not RSA, so that the strength check can report their type.
  const published = await readPublicKeys(body, 'lenient');
  const entries = readEntries(body);
  return {
    publicKeys: published.valid ? published : null,
    findings: [
      published.valid ? pass(form, formOf(published)) : fail(form, published.detail, formFix),
      privateKeyCheck(entries ?? [], body),
      ...(entries === null ? [] : [await strengthCheck(entries), kidCheck(entries), expiryCheck(entries, Date.now() / 1000)]),
    ],
  };
}

const formFix =
  'Serve one PEM (-----BEGIN PUBLIC KEY-----) as text, or a JSON array of kid, publicKey (base64 of the PEM) and expiry (seconds).';

function formOf({ keys }: PublicKeys): string {
  return keys.some(({ kid }) => kid !== null) ? `a list of ${keys.length} ${keys.length === 1 ? 'key' : 'keys'}` : 'one PEM';
}

interface Entry {
  kid: unknown;
  pem: string;
  expiry: unknown;
}

function readEntries(body: string): Entry[] | null {
  if (body.includes('-----BEGIN')) return [{ kid: null, pem: body, expiry: null }];
  try {
    const list: unknown = JSON.parse(body);
    if (!Array.isArray(list)) return null;
    if (list.length === 0) return null;
    return list.map((item: unknown) => {
      const { kid, publicKey, expiry } = Object(item) as Record<string, unknown>;
      return { kid, expiry, pem: Buffer.from(String(publicKey), 'base64').toString() };
    });
  } catch {
    return null;
  }
}

function privateKeyCheck(entries: readonly Entry[], body: string): Finding {
  const check = 'public-key-private';
  const hasPrivateJwk = /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/.test(body);
  if (!hasPrivateJwk && !entries.some(({ pem }) => pem.includes('PRIVATE KEY'))) return pass(check, 'it holds no private key');
  return fail(
    check,
    'The URL publishes a PRIVATE key, which everyone can read.',
    'Remove it immediately, create a new pair (npx lcw-auth keygen), and never use this key again.',
  );
}

/** Checks each key with the parser that reads the document, so that all checks have the same result. */
async function strengthCheck(entries: readonly Entry[]): Promise<Finding> {
  const check = 'public-key-strength';
  const fix = 'Publish RSA keys of 2,048 bits or more as PEM, for example those of npx lcw-auth keygen.';
  const bits: number[] = [];
  let otherType: string | null = null;
  for (const { pem } of entries) {
    const result = await readPublicKeys(pem, 'lenient');
    if (!result.valid) return fail(check, result.detail, fix);
    for (const { key } of result.keys) {
      const { name, modulusLength } = key.algorithm as Partial<webcrypto.RsaKeyAlgorithm>;
      if (modulusLength === undefined) otherType = name ?? 'another type';
      else bits.push(modulusLength);
    }
  }
  if (otherType !== null)
    return warn(check, `A key is of type ${otherType}. Microsoft documents RSA only, so Omnichannel may refuse its tokens.`, fix);
  return pass(check, `RSA, ${Math.min(...bits).toLocaleString('en')} bits`);
}

function kidCheck(entries: readonly Entry[]): Finding {
  const check = 'public-key-kids';
  const kids = entries.map(({ kid }) => kid);
  if (kids.length === 1 && kids[0] === null) return pass(check, 'one PEM, which needs no kid');
  const wrongType = kids.find((kid) => kid !== undefined && kid !== null && typeof kid !== 'string');
  if (wrongType !== undefined) return fail(check, `A kid is of type ${typeof wrongType}.`, 'A kid must be a string.');
  if (kids.some((kid) => typeof kid !== 'string' || kid === ''))
    return fail(
      check,
      'A key of the list has no kid.',
      'Give each key a kid, and write it into the header of the tokens that the key signs.',
    );
  if (new Set(kids).size < kids.length)
    return fail(check, 'Two keys have the same kid.', 'Each kid must be unique, e.g. the thumbprint of the key.');
  return pass(check, kids.length === 1 ? 'one key id' : `${kids.length} different key ids`);
}

function expiryCheck(entries: readonly Entry[], now: number): Finding {
  const check = 'public-key-expiry';
  const fix = 'Publish a key whose expiry is in the future, in seconds since 1970, and sign with it.';
  if (entries[0]?.expiry === null && entries[0].kid === null) return pass(check, 'a PEM has no expiry');
  const expiries = entries.map(({ expiry }) => expiry);
  const wrong = expiries.find((expiry) => typeof expiry !== 'number');
  if (wrong === undefined && expiries.includes(undefined)) return fail(check, 'A key of the list has no expiry.', fix);
  if (!expiries.every((expiry) => typeof expiry === 'number'))
    return fail(check, `An expiry is ${wrong === null ? 'null' : `of type ${typeof wrong}`}, not a number.`, fix);
  const last = Math.max(...expiries);
  if (last > 1e11) return fail(check, 'An expiry is in milliseconds.', 'Divide it by 1000.');
  if (last <= now) return fail(check, `Every key has expired, the last one ${inWords(last - now)}.`, fix);
  if (Math.min(...expiries) <= now) return warn(check, 'A key of the list has expired.', 'Remove it.');
  if (last - now < 86_400) return warn(check, `The last key expires ${inWords(last - now)}.`, fix);
  return pass(check, `the last key expires ${inWords(last - now)}`);
}
