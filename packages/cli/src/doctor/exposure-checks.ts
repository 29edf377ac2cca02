import { fetchText, type FetchResult } from '../fetch-text.js';
import { fail, pass, skip, warn, type Finding } from '../finding.js';
import { isLoopback } from './answer-checks.js';
import type { Patient } from './run-checks.js';
import { saysSignedOut } from './token-answer-checks.js';

/** Whether somebody else could get the customer's token. */
export async function exposureChecks(url: URL, gaveToken: boolean, patient: Patient): Promise<Finding[]> {
  return [await anonymousCheck(url, gaveToken, patient), await foreignOriginCheck(url, patient), ...(await originCheck(url, patient))];
}

async function anonymousCheck(url: URL, gaveToken: boolean, { method, headers, signal }: Patient): Promise<Finding> {
  const check = 'anonymous-refused';
  const nobody = 'Answer 401 when nobody is signed in.';
  if (Object.keys(headers).length === 0 && gaveToken) {
    const detail = 'Without any cookie or header the endpoint gives a token.';
    return isLoopback(url) ? warn(check, `${detail} On this machine that may be meant.`, nobody) : fail(check, detail, nobody);
  }
  const answer = await fetchText(url, { method, signal });
  if (answer.status === 'unreachable') return skip(check, `Not reached: ${answer.reason}.`);
  if (saysSignedOut(answer)) return pass(check, answer.httpStatus === 401 ? '401' : "200 with Power Pages' 401 in X-Responded-JSON");
  if (answer.httpStatus === 200) return fail(check, 'Without the headers it answers 200 all the same.', nobody);
  return warn(check, `It answers ${answer.httpStatus}.`, `${nobody} That is how a client tells "signed out" from "broken".`);
}

const foreign = 'https://foreign.example';

async function foreignOriginCheck(url: URL, { method, headers, signal }: Patient): Promise<Finding> {
  const check = 'foreign-origin';
  for (const origin of [foreign, 'null']) {
    const answer = await fetchText(url, {
      method,
      headers: { ...headers, origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
      signal,
    });
    if (answer.status === 'unreachable') return skip(check, `Not reached: ${answer.reason}.`);
    const reader = readerOf(answer);
    if (reader === '*' || reader === origin) {
      return fail(
        check,
        `Pages of any origin may read the answer (Access-Control-Allow-Origin: ${reader}).`,
        "List the portal's own origins, and no others.",
      );
    }
  }
  return pass(check, 'a foreign page cannot read the token');
}

async function originCheck(url: URL, { method, headers, origin, signal }: Patient): Promise<Finding[]> {
  const check = 'own-origin';
  if (origin === null) return [];
  if (origin === url.origin) return [pass(check, 'the same origin, so nothing needs to be allowed')];
  const answer = await fetchText(url, {
    method,
    headers: { ...headers, origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
    signal,
  });
  if (answer.status === 'unreachable') return [skip(check, `Not reached: ${answer.reason}.`)];
  const credentials = answer.headers.get('access-control-allow-credentials') === 'true';
  if (readerOf(answer) === origin && credentials) return [pass(check, `${origin} may read the token`)];
  const detail = readerOf(answer) === origin ? 'It may read the answer, but without the cookies.' : `${origin} may not read the token.`;
  return [
    fail(
      check,
      detail,
      `Allow it: createTokenService({ allowedOrigins: ['${origin}'] }), or Access-Control-Allow-Origin and -Credentials.`,
    ),
  ];
}

function readerOf({ headers }: Extract<FetchResult, { status: 'answered' }>): string | null {
  return headers.get('access-control-allow-origin');
}
