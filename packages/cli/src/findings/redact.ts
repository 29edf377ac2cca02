import type { Finding } from './finding.js';

// Headers that every browser sends and that contain no secret.
const harmless = /^(?:accept(?:-.*)?|content-type|host|origin|user-agent|x-requested-with)$/i;

/** Every piece of a secret with this length is hidden, because a server or a check may show only a part of the secret. */
const pieceLength = 8;
const shortestSecret = 4;

/** A function that hides secrets in texts. */
export type Redact = (text: string) => string;

/**
 * Creates a function that replaces each piece of the secrets by `[redacted]`, in any case and percent-encoding, and every text in the
 * form of a JWT by `[token]`. The secrets are the values of the headers and of the query. A server can repeat them in any header, URL
 * or claim that a finding quotes.
 */
export function createRedact(headers: Readonly<Record<string, string>>, query = ''): Redact {
  const values = Object.entries(headers).flatMap(([name, value]) => (harmless.test(name) ? [] : secretsIn(name, value)));
  const secrets = [...values, ...new URLSearchParams(query).values()]
    .flatMap((value) => [value, encodeURIComponent(value), decode(value)])
    .filter((value) => value.length >= shortestSecret)
    .map(inLowerCase);
  const pieces = new Set(secrets.flatMap(piecesOf));
  return (text) => hide(text.replaceAll(/eyJ[\w-]+(?:\.[\w-]*){1,2}/g, '[token]'), pieces);
}

/** Hides secrets in the detail and the fix of a finding. */
export function redactFinding({ detail, fix, ...finding }: Finding, redact: Redact): Finding {
  return { ...finding, detail: redact(detail), ...(fix === undefined ? {} : { fix: redact(fix) }) };
}

/** The secrets in a header's value: each cookie's value, or the value without its scheme, such as Bearer. */
function secretsIn(name: string, value: string): string[] {
  if (name.toLowerCase() === 'cookie') return value.split(/;\s*/).map((cookie) => cookie.slice(cookie.indexOf('=') + 1));
  return [value.replace(/^(?:Basic|Bearer)\s+/i, '')];
}

function piecesOf(secret: string): string[] {
  if (secret.length <= pieceLength) return [secret];
  return Array.from({ length: secret.length - pieceLength + 1 }, (_, start) => secret.slice(start, start + pieceLength));
}

function hide(text: string, pieces: ReadonlySet<string>): string {
  const lower = inLowerCase(text);
  const lengths = [...new Set([...pieces].map(({ length }) => length))];
  const isSecret = Array.from({ length: text.length }, () => false);
  for (let start = 0; start < text.length; start += 1) {
    const length = lengths.find((candidate) => pieces.has(lower.slice(start, start + candidate)));
    if (length !== undefined) isSecret.fill(true, start, start + length);
  }
  return text
    .split('')
    .map((character, index) => (isSecret[index] ? (isSecret[index - 1] ? '' : '[redacted]') : character))
    .join('');
}

/** Changes ASCII letters only, so that the length stays the same. */
const inLowerCase = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
