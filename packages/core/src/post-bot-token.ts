import { liveChatAuthError } from './error-of.js';
import type { BotSsoOutcome } from './state.js';

/** Posts the token as the setBotAuthTokenProvider reference page says. Never rejects. */
export async function postBotToken(href: string, token: string, signal: AbortSignal): Promise<BotSsoOutcome> {
  try {
    const response = await fetch(href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      // A followed redirect would carry the token to a host that nobody checked.
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
    return { type: 'posted', httpStatus: response.status };
  } catch {
    // The browser's own message names the URL, so nothing of it is kept.
    return { type: 'failed', error: liveChatAuthError('bot-post-failed') };
  }
}
