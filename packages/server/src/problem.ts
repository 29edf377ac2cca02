import type { Answer } from './exchange.js';

const problems = {
  'not-signed-in': { status: 401, title: 'Nobody is signed in.' },
  'origin-refused': { status: 403, title: 'Pages of this origin may not read tokens.' },
  'not-found': { status: 404, title: 'There is no such endpoint.' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here.' },
  'internal-error': { status: 500, title: 'The token could not be made.' },
  'keys-unavailable': { status: 503, title: 'The keys are out of reach for the moment.' },
} as const;

/** The stable codes of the problem documents. */
export type ProblemCode = keyof typeof problems;

/** An RFC 9457 problem document. It says what happened to the caller and nothing about the inside. */
export function problem(code: ProblemCode, headers: Readonly<Record<string, string>> = {}): Answer {
  const { status, title } = problems[code];
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    body: JSON.stringify({ type: 'about:blank', title, status, code }),
  };
}
