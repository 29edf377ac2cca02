import type { Answer } from './answer.js';

const problems = {
  'bad-request': { status: 400, title: 'The Host header or the target of the request is malformed.' },
  'not-signed-in': { status: 401, title: 'No user is signed in.' },
  'origin-refused': { status: 403, title: 'Pages of this origin may not read tokens.' },
  'not-found': { status: 404, title: 'There is no endpoint at this path.' },
  'method-not-allowed': { status: 405, title: 'This endpoint does not support the method.' },
  'internal-error': { status: 500, title: 'The token could not be created.' },
  'keys-unavailable': { status: 503, title: 'The keys are unavailable at the moment.' },
  'session-timeout': { status: 503, title: 'The session could not be read in time.' },
} as const;

/** The stable codes of the problem documents. */
export type ProblemCode = keyof typeof problems;

/** Returns an RFC 9457 problem document. It tells the caller what happened and nothing about the server. */
export function problem(code: ProblemCode, headers: Readonly<Record<string, string>> = {}): Answer {
  const { status, title } = problems[code];
  const body = JSON.stringify({ type: 'about:blank', title, status, code });
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'application/problem+json',
      // The texts are ASCII.
      'content-length': String(body.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
