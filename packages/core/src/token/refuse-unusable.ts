import type { EndpointResponse } from '../endpoint.js';
import { LiveChatAuthError } from '../errors.js';
import type { AuthTokenRequest } from '../options.js';
import { checkToken } from './check-token.js';

/**
 * Checks a token while its response is known: only here can an error tell what the endpoint responded with, and only here
 * is the endpoint's clock known.
 * @throws LiveChatAuthError when the token cannot work.
 */
export function refuseUnusable(
  jwt: string | null,
  { response, details }: EndpointResponse,
  reportServerTime: AuthTokenRequest['reportServerTime'],
): string | null {
  if (jwt === null) return null;
  const serverTime = Date.parse(response.headers.get('date') ?? '');
  const isKnown = Number.isFinite(serverTime);
  if (isKnown) reportServerTime?.(serverTime);
  try {
    checkToken(jwt, Date.now(), isKnown ? serverTime - Date.now() : null);
  } catch (error) {
    const { code, details: found } = error as LiveChatAuthError;
    throw new LiveChatAuthError(code, { ...details, ...found });
  }
  return jwt;
}
