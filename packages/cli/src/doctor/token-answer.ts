import { contentTypeOf, isLoopback, redirectTarget, saysSignedOut, speedCheck, withoutQuery } from './answer.js';
import { fetchText, type AnsweredResult } from './fetch-text.js';
import { fail, pass, warn, type Finding } from '../findings/finding.js';
import { isPowerPages } from './power-pages-check.js';
import type { DoctorTarget } from './target.js';

/** The token URL's answer to a signed-in user. */
export interface TokenAnswer {
  findings: Finding[];
  /** The token; null when there was none. */
  token: string | null;
  /** Seconds by which the server's clock is ahead of this machine's; null when the server did not send a date. */
  clockAhead: number | null;
}

const reachable = 'token-reachable';

/** Fetches a token as a signed-in user's browser does, and checks the answer. */
export async function tokenAnswerChecks(url: URL, { method, headers, origin }: DoctorTarget): Promise<TokenAnswer> {
  const answer = await fetchText(url, {
    method,
    headers: {
      ...headers,
      // With this header, Power Pages reports that a session has ended. Without the header, it redirects to a sign-in page.
      ...(isPowerPages(url) ? { 'x-requested-with': 'XMLHttpRequest' } : {}),
      ...(origin === null || origin === url.origin ? {} : { origin }),
    },
  });
  if (answer.status === 'unreachable') {
    const fix = 'The client function must get its token within 10 seconds.';
    return withoutToken([fail(reachable, `${withoutQuery(url)}: ${answer.reason}.`, fix), httpsCheck(url)]);
  }
  const refusal = refusalOf(answer, url, Object.keys(headers).length > 0);
  if (refusal) return withoutToken([refusal, httpsCheck(url)]);
  const body = readBody(answer);
  return {
    findings: [pass(reachable, withoutQuery(url)), httpsCheck(url), speedCheck('token-time', answer), cacheCheck(answer), body.finding],
    token: body.token,
    clockAhead: secondsAhead(answer),
  };
}

/** Compares the header Date, which has whole seconds only, with this machine's time. */
function secondsAhead({ headers }: AnsweredResult): number | null {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? null : Math.round((date + 500 - Date.now()) / 1000);
}

const withoutToken = (findings: Finding[]): TokenAnswer => ({ findings, token: null, clockAhead: null });

/** Omnichannel never fetches the token. The browser does, with the user's session cookie. */
function httpsCheck(url: URL): Finding {
  const check = 'token-https';
  if (url.protocol === 'https:') return pass(check, 'https');
  const fix =
    "Serve it over https: a page on https may not fetch over http, and the user's session cookie must not cross the network unencrypted.";
  if (isLoopback(url)) return warn(check, 'http on this machine, which browsers allow for development.', fix);
  return fail(check, "With http, an attacker on the network can read the user's session cookie and token.", fix);
}

function refusalOf(answer: AnsweredResult, url: URL, hasHeaders: boolean): Finding | null {
  const { httpStatus, headers } = answer;
  if (saysSignedOut(answer)) {
    const fix = hasHeaders
      ? 'Copy the Cookie or Authorization header of a signed-in browser again. The session may have ended.'
      : "Give the headers of a signed-in browser, e.g. --header 'Cookie: ...'.";
    return fail(reachable, 'The endpoint says that no user is signed in.', fix);
  }
  if (httpStatus === 200) return null;
  if (httpStatus >= 300 && httpStatus < 400) {
    const fix = 'Answer 401 when no user is signed in: a script cannot use a sign-in page.';
    return fail(reachable, `It redirects to ${redirectTarget(headers, url)}.`, fix);
  }
  if (httpStatus === 403)
    return fail(
      reachable,
      'It answers 403.',
      "If the widget's page is on another origin, allow that origin, and give it to the doctor with --origin.",
    );
  if (httpStatus === 405) return fail(reachable, 'It answers 405.', 'Try --method POST, or GET.');
  return fail(reachable, `It answers ${httpStatus}.`, httpStatus >= 500 ? "Read the token service's log." : 'Check the path of the URL.');
}

function cacheCheck({ headers }: AnsweredResult): Finding {
  const check = 'token-no-store';
  const value = headers.get('cache-control') ?? '';
  if (/\bno-store\b/i.test(value)) return pass(check, 'no-store');
  return fail(
    check,
    value === '' ? 'There is no Cache-Control header.' : `Cache-Control is ${value}.`,
    'Send Cache-Control: no-store. Otherwise the next user of this browser may get the token.',
  );
}

function readBody({ body, headers, isUtf16 }: AnsweredResult): { finding: Finding; token: string | null } {
  const check = 'token-type';
  const text = body.trim();
  const type = contentTypeOf(headers);
  if (isUtf16) return { finding: fail(check, 'The answer is encoded as UTF-16.', 'Answer with UTF-8.'), token: null };
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) {
    const isPage = type === 'text/html';
    const finding = isPage
      ? warn(check, 'The content type is text/html.', 'Serve the token as text/plain.')
      : pass(check, type || 'no content type');
    return { finding, token: text };
  }
  const inside = tokenInJson(text);
  if (inside !== null) return { finding: pass(check, 'JSON with a token; the client function must return the token alone'), token: inside };
  const what =
    text === '' ? 'empty' : text.startsWith('<') ? 'a web page, probably a sign-in page' : `not a token (${type || 'no content type'})`;
  const fix = 'Answer with the token alone as text, or with JSON {"token": ...}. Answer 401 when no user is signed in.';
  return { finding: fail(check, `The answer is ${what}.`, fix), token: null };
}

// The same names that fetchAuthToken of @lcw-auth/core reads.
const names = ['token', 'access_token', 'accessToken', 'jwt'];

function tokenInJson(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    const found = typeof value === 'string' ? value : names.map((name) => (Object(value) as Record<string, unknown>)[name]).find(Boolean);
    return typeof found === 'string' && found !== '' ? found : null;
  } catch {
    return null;
  }
}
