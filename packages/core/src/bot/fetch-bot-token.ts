import { readToken, request, type ReadToken } from '../endpoint.js';
import type { BotSsoOptions } from '../options.js';

/** How the endpoint for the bot's token is requested: the options of `fetch`, and how the response is read. */
export interface FetchBotTokenInit extends Omit<RequestInit, 'signal'> {
  /** Reads the token from a successful response of another shape. Return null when there is no token. */
  read?: ReadToken | undefined;
}

/**
 * Returns a `botSso.getToken` for an endpoint of your own API. Sends POST requests, as Microsoft's samples do. Reads the
 * response in the same way as `fetchAuthToken`; the token may be any text that the bot's connection accepts.
 * @throws LiveChatAuthError (as a rejection of the returned function).
 * @example botSso={{ getToken: fetchBotToken('/auth/bot-token') }}
 */
export function fetchBotToken(url: string | URL, { read, ...init }: FetchBotTokenInit = {}): BotSsoOptions['getToken'] {
  return async ({ signal }) => {
    const answer = await request(url, { method: 'POST', credentials: 'same-origin', cache: 'no-store', ...init, signal });
    return readToken(answer, read);
  };
}
