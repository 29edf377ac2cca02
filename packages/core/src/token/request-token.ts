import { LiveChatAuthError, toLiveChatAuthError } from '../errors.js';
import type { AuthTokenRequest, LiveChatAuthOptions } from '../options.js';
import { sleep, tokenTimeout, withTimeLimit } from '../time-limits.js';
import { checkToken } from './check-token.js';
import type { RequestEnd } from './token-runner.js';

/**
 * Calls the app's `getAuthToken` once, within the time limit, and checks what it returns. Never rejects.
 * The state keeps no part of the app's own error, because its text may quote a token.
 */
export async function requestToken(
  options: LiveChatAuthOptions,
  request: AuthTokenRequest,
  isChatOpen: () => boolean,
): Promise<RequestEnd> {
  let clockOffset: number | null = null;
  const reportServerTime = (epochMs: number) => {
    if (Number.isFinite(epochMs)) clockOffset = epochMs - Date.now();
  };
  const call = () =>
    withTimeLimit(
      tokenTimeout(options),
      request.signal,
      () => new LiveChatAuthError('token-timeout'),
      (signal) => options.getAuthToken({ ...request, signal, reportServerTime }),
    );
  try {
    let jwt = await call();
    // One answer "signed out" may be a temporary fault of the session, and it would end the open chat. So ask a second time.
    if (jwt === null && isChatOpen()) {
      await sleep(1000, request.signal);
      jwt = await call();
    }
    return jwt === null ? { type: 'session-ended' } : { type: 'token', token: checkToken(jwt, Date.now(), clockOffset) };
  } catch (error) {
    if (request.signal.aborted) return { type: 'aborted' };
    return { type: 'failed', error: toLiveChatAuthError(error, 'token-fetch-failed'), thrown: error };
  }
}
