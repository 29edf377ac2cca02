import { checkClientFunction } from './client-function.js';
import type { LiveChatAuthOptions } from './options.js';
import { longestTimer } from './time-limit.js';

/** @throws TypeError that says what to write instead. */
export function checkOptions(options: LiveChatAuthOptions): void {
  const must = (isRight: unknown, text: string) => {
    if (!isRight) throw new TypeError(text);
  };
  const { userId, getAuthToken, botSso, clientFunction } = options;
  must(userId === null || (typeof userId === 'string' && userId), 'userId must be a string, or null: write userId={user?.id ?? null}.');
  must(typeof getAuthToken === 'function', "getAuthToken must be a function: write getAuthToken={fetchAuthToken('/auth/token')}.");
  must(
    !botSso || typeof botSso.getToken === 'function',
    'botSso.getToken must be a function: write botSso={{ getToken: async () => token }}.',
  );
  must(
    !botSso?.allowedHosts?.some((host) => typeof host !== 'string' || host.includes('/')),
    "botSso.allowedHosts must be hosts without scheme or path: write allowedHosts: ['localhost:3978'].",
  );
  for (const name of ['tokenTimeout', 'readyTimeout', 'refreshAhead'] as const) {
    const value = options[name] ?? 0;
    // The widget allows 10 seconds for a token; browsers count no longer than 24 days.
    const most = name === 'tokenTimeout' ? 10_000 : longestTimer;
    must(typeof value === 'number' && value >= 0 && value <= most, `${name} must be milliseconds from 0 to ${most}.`);
  }
  if (clientFunction !== undefined) checkClientFunction(clientFunction);
}
