import { fetchText, type FetchResult } from '../fetch-text.js';
import { fail, pass, warn, type Finding } from '../finding.js';
import { contentTypeOf, httpsCheck, redirectTarget, shown, speedCheck } from './answer-checks.js';
import type { Patient } from './run-checks.js';

type Answered = Extract<FetchResult, { status: 'answered' }>;

/** What came from the token URL: the token, and the server's date in milliseconds, where they could be read. */
export interface TokenAnswer {
  findings: Finding[];
  token: string | null;
  date: number | null;
}

const reached = 'token-reachable';

/** What a signed-in customer's browser meets at the token URL. */
export async function tokenAnswerChecks(url: URL, { method, headers, origin, signal }: Patient): Promise<TokenAnswer> {
  const answer = await fetchText(url, {
    method,
    headers: { ...headers, ...(origin === null || origin === url.origin ? {} : { origin }) },
    signal,
  });
  if (answer.status === 'unreachable') {
    return nothing([fail(reached, `${shown(url)}: ${answer.reason}.`, 'The client function must have its token within 10 seconds.')]);
  }
  const refusal = refusalOf(answer, url, Object.keys(headers).length > 0);
  if (refusal) return nothing([refusal, httpsCheck('token-https', url)]);
  const findings = [pass(reached, shown(url)), httpsCheck('token-https', url), speedCheck('token-time', answer), cacheCheck(answer)];
  const read = readBody(answer);
  const date = Date.parse(answer.headers.get('date') ?? '');
  return { findings: [...findings, read.finding], token: read.token, date: Number.isNaN(date) ? null : date };
}

/** Whether an answer says that nobody is signed in: by its status, or in Power Pages' way. */
export function saysSignedOut({ httpStatus, headers }: Answered): boolean {
  return httpStatus === 401 || /"status"\s*:\s*401/.test(headers.get('x-responded-json') ?? '');
}

function nothing(findings: Finding[]): TokenAnswer {
  return { findings, token: null, date: null };
}

function refusalOf(answer: Answered, url: URL, hasHeaders: boolean): Finding | null {
  const { httpStatus, headers } = answer;
  if (saysSignedOut(answer)) {
    const fix = hasHeaders
      ? 'Copy the Cookie or Authorization header of a signed-in browser afresh: the session may have ended.'
      : "Give the headers of a signed-in browser, e.g. --header 'Cookie: ...'.";
    return fail(reached, 'The endpoint says that nobody is signed in.', fix);
  }
  if (httpStatus === 200) return null;
  if (httpStatus >= 300 && httpStatus < 400) {
    return fail(
      reached,
      `It redirects to ${redirectTarget(headers, url)}.`,
      'Answer 401 when nobody is signed in: a script cannot follow a redirect to a sign-in page.',
    );
  }
  if (httpStatus === 403)
    return fail(reached, 'It answers 403.', 'If the widget is on another origin, allow it, and tell the doctor with --origin.');
  if (httpStatus === 405) return fail(reached, 'It answers 405.', 'Try --method POST, or GET.');
  return fail(
    reached,
    `It answers ${httpStatus}.`,
    httpStatus >= 500 ? "Look into the token service's log." : 'Look at the path of the URL.',
  );
}

function cacheCheck({ headers }: Answered): Finding {
  const check = 'token-no-store';
  const value = headers.get('cache-control') ?? '';
  if (/\bno-store\b/i.test(value)) return pass(check, 'no-store');
  return fail(
    check,
    value === '' ? 'There is no Cache-Control.' : `Cache-Control is ${value}.`,
    'Send Cache-Control: no-store, or the next person at this browser may get the token.',
  );
}

function readBody({ body, headers }: Answered): { finding: Finding; token: string | null } {
  const check = 'token-type';
  const text = body.trim();
  const type = contentTypeOf(headers);
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) {
    const finding =
      type === 'text/html' ? warn(check, 'text/html.', 'Serve the token as text/plain.') : pass(check, type || 'no content type');
    return { finding, token: text };
  }
  const inside = tokenInJson(text);
  if (inside !== null) return { finding: pass(check, 'JSON with a token: the client function must hand over that alone'), token: inside };
  const what = text === '' ? 'an empty body' : text.startsWith('<') ? 'a web page' : `no token (${type || 'no content type'})`;
  return {
    finding: fail(check, `The answer is ${what}.`, 'Answer with the token alone as text, or with JSON {"token": ...}.'),
    token: null,
  };
}

function tokenInJson(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
    const { token } = Object(value) as { token?: unknown };
    return typeof token === 'string' && token !== '' ? token : null;
  } catch {
    return null;
  }
}
