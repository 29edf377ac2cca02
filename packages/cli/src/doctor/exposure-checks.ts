import { isLoopback, saysSignedOut } from './answer.js';
import { fetchText, type AnsweredResult } from './fetch-text.js';
import { fail, pass, skip, warn, type Finding } from '../findings/finding.js';
import type { DoctorTarget } from './target.js';

/** Checks whether other users or other websites could get the user's token. */
export async function exposureChecks(url: URL, hasToken: boolean, target: DoctorTarget): Promise<Finding[]> {
  return [await anonymousCheck(url, hasToken, target), await foreignOriginCheck(url, target), ...(await ownOriginCheck(url, target))];
}

async function anonymousCheck(url: URL, hasToken: boolean, { method, headers }: DoctorTarget): Promise<Finding> {
  const check = 'anonymous-refused';
  const fix = 'Answer 401 when no user is signed in.';
  if (Object.keys(headers).length === 0 && hasToken) {
    const detail = 'The endpoint gives a token to a request without any cookie or header.';
    return isLoopback(url) ? warn(check, `${detail} On this machine that may be intended.`, fix) : fail(check, detail, fix);
  }
  const answer = await fetchText(url, { method });
  if (answer.status === 'unreachable') return skip(check, `Not reached: ${answer.reason}.`);
  if (saysSignedOut(answer))
    return pass(check, answer.httpStatus === 401 ? '401' : '200 with 401 in X-Responded-JSON, as Power Pages does');
  if (answer.httpStatus === 204) return pass(check, '204, which lcw-auth reads as signed out');
  if (answer.httpStatus === 200) return fail(check, 'The endpoint answers 200 to a request without the headers.', fix);
  return warn(check, `It answers ${answer.httpStatus}.`, `${fix} A client can then distinguish "signed out" from "broken".`);
}

const foreign = 'https://foreign.example';

async function foreignOriginCheck(url: URL, { method, headers }: DoctorTarget): Promise<Finding> {
  const check = 'foreign-origin';
  for (const origin of [foreign, 'null']) {
    const answer = await fetchText(url, { method, headers: { ...headers, ...crossSite(origin) } });
    if (answer.status === 'unreachable') return skip(check, `Not reached: ${answer.reason}.`);
    const reader = readerOf(answer);
    if (reader === '*' || reader === origin) {
      return fail(
        check,
        `Pages of any origin may read the answer (Access-Control-Allow-Origin: ${reader}).`,
        "Allow only the portal's own origins.",
      );
    }
  }
  return pass(check, 'a page of another origin cannot read the token');
}

async function ownOriginCheck(url: URL, { method, headers, origin }: DoctorTarget): Promise<Finding[]> {
  const check = 'own-origin';
  if (origin === null) return [];
  if (origin === url.origin) return [pass(check, 'the same origin, so no permission is needed')];
  const answer = await fetchText(url, { method, headers: { ...headers, ...crossSite(origin) } });
  if (answer.status === 'unreachable') return [skip(check, `Not reached: ${answer.reason}.`)];
  const isReader = readerOf(answer) === origin;
  const hasCredentials = answer.headers.get('access-control-allow-credentials') === 'true';
  if (isReader && hasCredentials && !exposesDate(answer)) {
    const detail = `${origin} may read the token, but not the header Date. A device whose clock is fast then treats a valid token as expired.`;
    return [warn(check, detail, 'Send Access-Control-Expose-Headers: Date.')];
  }
  if (isReader && hasCredentials) return [pass(check, `${origin} may read the token`)];
  const detail = isReader ? `${origin} may read the answer, but without cookies.` : `${origin} may not read the token.`;
  const fix = `Allow it with createTokenService({ allowedOrigins: ['${origin}'] }), or send Access-Control-Allow-Origin and Access-Control-Allow-Credentials.`;
  return [fail(check, detail, fix)];
}

/** The headers of a browser's request from a page of this origin. */
const crossSite = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' });

const exposesDate = ({ headers }: AnsweredResult): boolean =>
  (headers.get('access-control-expose-headers') ?? '').split(',').some((name) => name.trim().toLowerCase() === 'date');

const readerOf = ({ headers }: AnsweredResult): string | null => headers.get('access-control-allow-origin');
