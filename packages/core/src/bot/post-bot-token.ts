import { LiveChatAuthError } from '../errors.js';
import type { BotSsoOutcome } from '../state.js';

/**
 * Posts the token to the bot token service, as Microsoft's page of setBotAuthTokenProvider documents. Never rejects.
 * @param tokenExchange True adds the type that connections with token exchange need.
 */
export async function postBotToken(href: string, token: string, tokenExchange: boolean, signal: AbortSignal): Promise<BotSsoOutcome> {
  const posting = new AbortController();
  const abort = () => posting.abort();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    const response = await fetch(href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(tokenExchange ? { token, type: 'TokenExchangeRequest' } : { token }),
      // Following a redirect would send the token to a host that was not checked.
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: posting.signal,
    });
    // The status decides. The body is read without `signal`, because the browser reports a request as aborted whose body is not read.
    response.body?.pipeTo(new WritableStream()).catch(() => {});
    return { type: 'posted', httpStatus: response.status };
  } catch {
    // The browser's own error message contains the URL, so it is dropped.
    return { type: 'failed', error: new LiveChatAuthError('bot-post-failed') };
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
