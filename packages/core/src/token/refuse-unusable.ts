import type { EndpointResponse } from '../endpoint.js';
import { LiveChatAuthError } from '../errors.js';
import type { AuthTokenRequest } from '../options.js';
import { checkToken } from './check-token.js';

/**
 * Checks a token together with its response, so that an error can describe the response and the expiry can be checked
 * against the endpoint's clock.
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
