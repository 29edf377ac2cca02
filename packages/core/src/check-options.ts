import type { LiveChatAuthOptions } from './options.js';
import { longestTimer } from './time-limits.js';
import { checkClientFunction } from './widget/client-function.js';

const policies = ['close-chat', 'keep-chat', 'reload-page'];

/** @throws TypeError that says what to write instead. */
export function checkOptions(options: LiveChatAuthOptions): void {
  const must = (isRight: unknown, text: string) => {
    if (!isRight) throw new TypeError(text);
  };
  const { userId, getAuthToken, botSso, clientFunction, userChangePolicy, host } = options;
  must(
    userId === null || userId === undefined || (typeof userId === 'string' && userId !== ''),
    typeof userId === 'number'
      ? 'userId must be a string: write userId={String(user.id)}.'
      : 'userId must be a non-empty string, null when no user is signed in, or undefined while the session is loading: write userId={user?.id ?? null}.',
  );
  must(typeof getAuthToken === 'function', "getAuthToken must be a function: write getAuthToken={fetchAuthToken('/auth/token')}.");
  must(
    !botSso || typeof botSso.getToken === 'function',
    'botSso.getToken must be a function: write botSso={{ getToken: async () => token }}.',
  );
  must(
    !botSso?.allowedHosts?.some((host) => typeof host !== 'string' || host.includes('/')),
    "botSso.allowedHosts must be hosts without scheme or path: write allowedHosts: ['localhost:3978'].",
  );
  must(
    userChangePolicy === undefined || policies.includes(userChangePolicy),
    `userChangePolicy must be one of ${policies.map((policy) => `'${policy}'`).join(', ')}.`,
  );
  must(host === undefined || typeof host === 'function', 'host must be a function: write host={headlessChat}, or leave it out.');
  for (const name of ['tokenTimeout', 'readyTimeout', 'refreshBeforeExpiry'] as const) {
    const value = options[name] ?? 0;
    // The widget allows 10 seconds for a token. Browsers support timers of up to 24 days.
    const most = name === 'tokenTimeout' ? 10_000 : longestTimer;
    must(typeof value === 'number' && value >= 0 && value <= most, `${name} must be a number of milliseconds from 0 to ${most}.`);
  }
  if (typeof clientFunction === 'string') checkClientFunction(clientFunction);
  else must(!clientFunction, 'clientFunction must be a string, or false for none.');
}
