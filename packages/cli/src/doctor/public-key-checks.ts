import { createPublicKey } from 'node:crypto';
import { readPublicKeys, type PublicKeys } from '@lcw-auth/simulator/omnichannel';
import { fetchText } from '../fetch-text.js';
import { fail, pass, warn, type Finding } from '../finding.js';
import { inWords } from '../time-words.js';
import { contentTypeOf, httpsCheck, redirectTarget, shown, speedCheck } from './answer-checks.js';

/** What Omnichannel's servers meet at the public key URL: nobody's session, one GET. */
export async function publicKeyChecks(url: URL, signal: AbortSignal): Promise<{ findings: Finding[]; publicKeys: PublicKeys | null }> {
  const answer = await fetchText(url, { signal });
  const reached = 'public-key-reachable';
  if (answer.status === 'unreachable') {
    return {
      publicKeys: null,
      findings: [fail(reached, `${shown(url)}: ${answer.reason}.`, 'The URL must answer a GET from the internet within 10 seconds.')],
    };
  }
  if (answer.httpStatus !== 200) {
    const moved = answer.httpStatus >= 300 && answer.httpStatus < 400 ? `, to ${redirectTarget(answer.headers, url)}` : '';
    const fix = 'Answer 200 to everybody: no sign-in, no redirect, no cookie.';
    return { publicKeys: null, findings: [fail(reached, `${shown(url)} answers ${answer.httpStatus}${moved}.`, fix)] };
  }
  const published = await readPublicKeys(answer.body);
  const findings = [
    pass(reached, shown(url)),
    httpsCheck('public-key-https', url),
    contentTypeCheck(contentTypeOf(answer.headers), answer.body),
    published.valid ? pass('public-key-form', formOf(published)) : fail('public-key-form', published.detail, formFix),
    ...documentChecks(answer.body),
    speedCheck('public-key-time', answer),
  ];
  return { findings, publicKeys: published.valid ? published : null };
}

const formFix =
  'Serve one PEM (-----BEGIN PUBLIC KEY-----) as text, or a JSON array of kid, publicKey (base64 of the PEM) and expiry (seconds).';

function formOf({ keys }: PublicKeys): string {
  return keys.some(({ kid }) => kid !== null) ? `a list of ${keys.length}` : 'one PEM';
}

function contentTypeCheck(type: string, body: string): Finding {
  const check = 'public-key-type';
  const expected = body.trimStart().startsWith('[') ? ['application/json'] : ['text/plain', 'application/x-pem-file'];
  if (expected.includes(type)) return pass(check, type);
  if (type === 'text/html')
    return fail(check, 'text/html: this is a web page.', 'Serve the key itself, as text/plain or application/json.');
  return warn(check, `${type || 'no content type'}.`, `Serve it as ${expected[0] ?? ''}.`);
}

interface Entry {
  kid: unknown;
  pem: string;
  expiry: unknown;
}

/** Checks of the entries themselves, one by one, whether or not the document as a whole can be used. */
function documentChecks(body: string): Finding[] {
  const entries = readEntries(body);
  return entries === null
    ? [privateCheck([], body)]
    : [privateCheck(entries, body), strengthCheck(entries), kidCheck(entries), expiryCheck(entries, Date.now() / 1000)];
}

function readEntries(body: string): Entry[] | null {
  if (body.includes('-----BEGIN')) return [{ kid: null, pem: body, expiry: null }];
  try {
    const list: unknown = JSON.parse(body);
    if (!Array.isArray(list)) return null;
    return list.map((item: unknown) => {
      const { kid, publicKey, expiry } = Object(item) as Record<string, unknown>;
      return { kid, expiry, pem: Buffer.from(String(publicKey), 'base64').toString() };
    });
  } catch {
    return null;
  }
}

function privateCheck(entries: readonly Entry[], body: string): Finding {
  const check = 'public-key-private';
  const jwk = /"d"\s*:\s*"[A-Za-z0-9_-]{40,}"/.test(body);
  if (!jwk && !entries.some(({ pem }) => pem.includes('PRIVATE KEY'))) return pass(check, 'no private key in it');
  return fail(
    check,
    'The whole world can read a PRIVATE key here.',
    'Take it down now, make a new pair (npx lcw-auth keygen), and never use this key again.',
  );
}

function strengthCheck(entries: readonly Entry[]): Finding {
  const check = 'public-key-strength';
  const bits = entries.map(({ pem }) => bitsOf(pem));
  const fix = 'Make an RSA key of 2048 bits or more: npx lcw-auth keygen.';
  if (bits.includes(null)) return fail(check, 'Not every key is an RSA key.', fix);
  const least = Math.min(...bits.map(Number));
  return least >= 2048 ? pass(check, `RSA, ${least} bits`) : fail(check, `RSA, ${least} bits.`, fix);
}

function bitsOf(pem: string): number | null {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === 'rsa' ? (asymmetricKeyDetails?.modulusLength ?? null) : null;
  } catch {
    return null;
  }
}

function kidCheck(entries: readonly Entry[]): Finding {
  const check = 'public-key-kids';
  const kids = entries.map(({ kid }) => kid);
  if (kids.length === 1 && kids[0] === null) return pass(check, 'one key, which needs none');
  if (kids.some((kid) => typeof kid !== 'string' || kid === ''))
    return fail(check, 'A key of the list has no kid.', 'Give each key a kid, and put it into the header of the tokens that it signs.');
  if (new Set(kids).size < kids.length)
    return fail(check, 'Two keys have the same kid.', 'Each kid must be unique, e.g. the thumbprint of the key.');
  return pass(check, `${kids.length} different`);
}

function expiryCheck(entries: readonly Entry[], now: number): Finding {
  const check = 'public-key-expiry';
  const fix = 'Publish a key whose expiry lies ahead, in seconds since 1970, and sign with it.';
  if (entries[0]?.expiry === null) return pass(check, 'a PEM has none');
  const expiries = entries.map(({ expiry }) => expiry);
  if (!expiries.every((expiry) => typeof expiry === 'number')) return fail(check, 'An expiry is no number.', fix);
  const last = Math.max(...expiries);
  if (last > 1e11) return fail(check, 'An expiry is in milliseconds.', 'Divide it by 1000.');
  if (last <= now) return fail(check, `Every key has expired, the last one ${inWords(last - now)}.`, fix);
  if (Math.min(...expiries) <= now) return warn(check, 'A key of the list has expired.', 'Take it out.');
  if (last - now < 86_400) return warn(check, `The last key expires ${inWords(last - now)}.`, fix);
  return pass(check, `the last key expires ${inWords(last - now)}`);
}
