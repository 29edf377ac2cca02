import { fail, pass, warn, type Finding } from './finding.js';
import type { TokenParts } from './read-token.js';
import { inWords } from './time-words.js';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What Omnichannel would object to in a token that somebody can read without a key. `now` in seconds. */
export function tokenFindings({ header, payload }: TokenParts, now: number): Finding[] {
  return [algorithm(header), claims(payload), subject(payload), times(payload, now), context(payload['lwicontexts'])].flat();
}

function algorithm({ alg }: Record<string, unknown>): Finding {
  if (alg === 'RS256') return pass('token-algorithm', 'RS256');
  return fail(
    'token-algorithm',
    `The header's alg is ${JSON.stringify(alg ?? null)}.`,
    'Sign with RS256 and an RSA key of 2048 bits or more.',
  );
}

function claims(payload: Record<string, unknown>): Finding {
  const missing = ['iss', 'sub', 'iat', 'exp'].filter(
    (name) => payload[name] === undefined || payload[name] === '' || payload[name] === null,
  );
  if (missing.includes('sub') && Object.keys(payload).some((name) => name.toLowerCase() === 'subid')) {
    return fail(
      'token-claims',
      'The token has SubId and no sub.',
      "Name the claim sub: Microsoft's table says SubId, the service reads sub.",
    );
  }
  if (missing.length > 0)
    return fail('token-claims', `Missing: ${missing.join(', ')}.`, 'iss, sub, iat and exp are the least that a token must have.');
  const mistyped = [
    ...['iss', 'sub'].filter((name) => typeof payload[name] !== 'string'),
    ...['iat', 'exp', 'nbf'].filter((name) => !isTime(payload[name])),
  ];
  if (mistyped.length > 0)
    return fail(
      'token-claims',
      `Of the wrong type: ${mistyped.join(', ')}.`,
      'iss and sub are strings; iat, exp and nbf are numbers of seconds since 1970.',
    );
  return pass('token-claims', 'iss, sub, iat and exp are there');
}

function isTime(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && Number.isFinite(value));
}

function subject({ sub }: Record<string, unknown>): Finding[] {
  if (typeof sub !== 'string' || sub === '') return [];
  if (guid.test(sub)) return [pass('token-subject', 'sub is a GUID')];
  return [
    warn(
      'token-subject',
      'sub is no GUID, so no contact or account is linked to the conversation.',
      "Put the contact's or account's GUID into sub.",
    ),
  ];
}

function times(payload: Record<string, unknown>, now: number): Finding {
  const { iat, exp, nbf } = payload;
  if (typeof exp !== 'number') return fail('token-times', 'There is no readable exp.', 'Set exp to iat + 900.');
  if (exp > 1e11) return fail('token-times', 'exp is in milliseconds.', 'exp, iat and nbf count seconds since 1970: divide by 1000.');
  if (exp <= now)
    return fail('token-times', `The token expired ${inWords(exp - now)}.`, 'Sign a new one for each ask; never cache one past its exp.');
  const starts = Math.max(typeof nbf === 'number' ? nbf : 0, typeof iat === 'number' ? iat : 0);
  if (starts > now + 1)
    return fail('token-times', `The token is valid only ${inWords(starts - now)}.`, "Set the issuer's clock, or date nbf a minute back.");
  if (typeof iat === 'number' && exp - iat > 3_600) {
    return warn('token-times', `The token lives ${inWords(exp - iat).slice(3)}.`, 'An hour is long enough: 900 seconds are usual.');
  }
  return pass('token-times', `expires ${inWords(exp - now)}`);
}

function context(value: unknown): Finding {
  if (value === undefined) return pass('token-context', 'no lwicontexts');
  const form = 'lwicontexts is a string of JSON, e.g. \'{"msdyn_isvip":"false"}\'.';
  if (typeof value !== 'string')
    return fail('token-context', `lwicontexts is ${Array.isArray(value) ? 'a list' : `of type ${typeof value}`}.`, `Serialise it: ${form}`);
  const variables = parse(value);
  if (variables === null) return fail('token-context', 'lwicontexts is a string, but not of a JSON object.', form);
  const nested = Object.entries(variables).find(([, entry]) => typeof entry === 'object' && entry !== null);
  if (nested)
    return fail(
      'token-context',
      `The context variable ${JSON.stringify(nested[0])} is no single value.`,
      'Values are strings, numbers, true or false.',
    );
  return pass('token-context', `context variables: ${Object.keys(variables).join(', ') || 'none'}`);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
