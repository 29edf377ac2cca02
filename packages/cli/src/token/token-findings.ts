import { checkContext, isGuid } from '@lcw-auth/core/claims';
import { fail, findingOf, pass, warn, type Finding, type Problem } from '../findings/finding.js';
import { inWords } from './time-in-words.js';
import type { TokenParts } from './read-token.js';

/** Seconds. If nbf is further in the future, even a service that tolerates large clock differences refuses the token. */
export const largestClockDifference = 300;

/**
 * Lists the problems of a token that can be found without a key. 'fail': Omnichannel cannot accept it. 'warn': Microsoft's documents forbid
 * it or advise against it, but Omnichannel may accept it. `now` in seconds since 1970.
 */
export function tokenFindings({ header, payload }: TokenParts, now: number): Finding[] {
  return [
    algorithmFinding(header['alg']),
    findingOf('token-claims', claimProblems(payload), 'iss, sub, iat and exp are present'),
    ...subjectFinding(payload['sub']),
    timesFinding(payload, now),
    contextFinding(payload['lwicontexts']),
  ];
}

function algorithmFinding(alg: unknown): Finding {
  const check = 'token-algorithm';
  const fix = 'Sign with RS256 and an RSA key of 2,048 bits or more.';
  if (alg === 'RS256') return pass(check, 'RS256');
  const name = JSON.stringify(alg);
  if (alg === undefined || name.toLowerCase() === '"none"') return fail(check, 'The token is unsigned.', fix);
  if (typeof alg !== 'string') return fail(check, `The header's alg is ${name}, not a string.`, fix);
  if (/^HS\d+$/i.test(alg)) return fail(check, `The token is signed with ${name}, whose shared key Omnichannel does not have.`, fix);
  if (/^(?:(?:RS|PS|ES)\d+K?|EdDSA|Ed25519)$/.test(alg))
    return warn(check, `The token is signed with ${name}. Microsoft documents RS256 only, so Omnichannel may refuse it.`, fix);
  return fail(check, `The header's alg is ${name}, which is not an algorithm for signatures.`, fix);
}

const claims = {
  iss: { type: 'string', isNeeded: false, fix: 'Write the name of your site into iss.' },
  sub: { type: 'string', isNeeded: true, fix: "Write the contact's or account's GUID into sub as a string, e.g. String(user.id)." },
  iat: { type: 'number', isNeeded: false, fix: 'Write the current time in seconds since 1970 into iat.' },
  exp: { type: 'number', isNeeded: true, fix: 'Write iat + 900 into exp.' },
} as const;

function claimProblems(payload: Record<string, unknown>): Problem[] {
  const problems: Problem[] = [];
  for (const [name, { type, isNeeded, fix }] of Object.entries(claims)) {
    const problem = claimProblem(name, payload, type);
    const isReadable = name === 'exp' && isNumericText(payload[name]);
    if (problem !== null) problems.push({ status: isNeeded && !isReadable ? 'fail' : 'warn', ...problem, fix: problem.fix ?? fix });
  }
  const { nbf } = payload;
  if (nbf !== undefined && !Number.isFinite(nbf))
    problems.push({
      status: 'fail',
      detail: `nbf is ${kindOf(nbf)}, not a number.`,
      fix: 'Write a time in seconds since 1970 into nbf, or leave it out.',
    });
  return problems;
}

function claimProblem(name: string, payload: Record<string, unknown>, type: string): { detail: string; fix?: string } | null {
  const value = payload[name];
  if (value === undefined) {
    const misnamed = name === 'sub' && Object.keys(payload).some((key) => key.toLowerCase() === 'subid');
    if (misnamed)
      return {
        detail: 'The token has SubId, but no sub.',
        fix: "Name the claim sub: Microsoft's table says SubId, but the service reads sub.",
      };
    return { detail: `The claim ${name} is missing.` };
  }
  if (value === '') return { detail: `The claim ${name} is empty.` };
  if (typeof value !== type) return { detail: `${name} is ${kindOf(value)}, not a ${type}.` };
  return null;
}

function subjectFinding(sub: unknown): Finding[] {
  const check = 'token-subject';
  if (typeof sub !== 'string' || sub === '') return [];
  if (isGuid(sub)) return [pass(check, 'sub is a GUID')];
  return [
    warn(
      check,
      'sub is not a GUID, so no contact or account is linked to the conversation.',
      "Write the contact's or account's GUID into sub.",
    ),
  ];
}

function timesFinding(payload: Record<string, unknown>, now: number): Finding {
  const check = 'token-times';
  const { iat, nbf } = payload;
  const written = isNumericText(payload['exp']) ? Number(payload['exp']) : payload['exp'];
  if (typeof written !== 'number') return fail(check, 'exp cannot be read.', 'Write iat + 900 into exp.');
  const isMilliseconds = written > 1e11;
  const exp = isMilliseconds ? written / 1000 : written;
  if (exp <= now)
    return fail(
      check,
      `The token expired ${inWords(exp - now)}.`,
      'Sign a new token for each request, and do not cache a token after its exp.',
    );
  const clockFix = "Correct the issuer's clock, or set nbf one minute earlier.";
  const untilValid = typeof nbf === 'number' ? nbf - now : 0;
  if (untilValid > 1) {
    const detail = `The token becomes valid ${inWords(untilValid)}.`;
    return untilValid > largestClockDifference ? fail(check, detail, clockFix) : warn(check, detail, clockFix);
  }
  // The widget reads such a number as milliseconds. Omnichannel may read it as a date in the far future.
  if (isMilliseconds) return warn(check, 'exp is in milliseconds.', 'exp, iat and nbf are seconds since 1970. Divide the values by 1000.');
  if (typeof iat === 'number' && iat > now + 1) return warn(check, `iat is in the future: ${inWords(iat - now)}.`, clockFix);
  if (typeof iat === 'number' && exp - iat > 3_600)
    return warn(check, `The token is valid for ${inWords(exp - iat).slice(3)}.`, 'Use 900 seconds. Use one hour at most.');
  return pass(check, `expires ${inWords(exp - now)}`);
}

const contextForm = 'Write lwicontexts as a string of JSON with primitive values, e.g. \'{"msdyn_isvip":"false"}\'.';

function contextFinding(claim: unknown): Finding {
  const check = 'token-context';
  if (claim === undefined) return pass(check, 'no lwicontexts');
  if (claim === null || claim === '')
    return warn(check, `lwicontexts is ${claim === null ? 'null' : 'empty'}.`, 'Leave the claim out when there is no context.');
  const problems: Problem[] = [];
  if (isObject(claim))
    problems.push({ status: 'warn', detail: 'lwicontexts is an object. Microsoft documents a string.', fix: contextForm });
  else if (typeof claim !== 'string') return fail(check, `lwicontexts is ${kindOf(claim)}, not a string.`, contextForm);
  const variables = typeof claim === 'string' ? parseObject(claim) : claim;
  if (!isObject(variables)) return fail(check, 'lwicontexts is a string that does not contain a JSON object.', contextForm);
  problems.push(...variableProblems(variables));
  return findingOf(check, problems, `context variables: ${Object.keys(variables).join(', ') || 'none'}`);
}

function variableProblems(variables: Record<string, unknown>): Problem[] {
  const entries = Object.entries(variables);
  const isNested = (value: unknown) => typeof value === 'object' && value !== null;
  const problems = entries
    .filter(([, value]) => isNested(value))
    .map(([name, value]): Problem => {
      const isKnownForm = isDisplayableValue(value);
      const form = isKnownForm ? 'an object of value and isDisplayable. Microsoft documents primitive values' : 'not a primitive value';
      return {
        status: isKnownForm ? 'warn' : 'fail',
        detail: `The context variable ${JSON.stringify(name)} is ${form}.`,
        fix: contextForm,
      };
    });
  // Values of another form are reported above. The limits are checked for the other values.
  const limit = checkContext(Object.fromEntries(entries.filter(([, value]) => !isNested(value) || isDisplayableValue(value))));
  if (limit !== null)
    problems.push({ status: 'warn', detail: `lwicontexts exceeds Microsoft's limits: ${limit}.`, fix: 'Shorten the context.' });
  return problems;
}

/** True for the form in Microsoft's sample app, which portals use. */
function isDisplayableValue(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).toSorted().join() !== 'isDisplayable,value') return false;
  return ['string', 'number', 'boolean'].includes(typeof value['value']) && typeof value['isDisplayable'] === 'boolean';
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isNumericText = (value: unknown): boolean => typeof value === 'string' && /^\d+$/.test(value);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function parseObject(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
