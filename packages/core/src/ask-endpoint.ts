import { checkToken, type CheckedToken } from './check-token.js';
import { liveChatAuthError } from './error-of.js';
import { isLiveChatAuthError } from './errors.js';
import type { AuthTokenRequest, LiveChatAuthOptions } from './options.js';
import { tokenTimeout, sleep, withTimeLimit } from './time-limit.js';

/**
 * One try of the app's `getAuthToken`, within the time limit; null when the endpoint says that nobody is signed in.
 * @throws LiveChatAuthError. The app's own error may quote a token, so nothing of it is kept.
 */
export async function askEndpoint(
  options: () => LiveChatAuthOptions,
  request: AuthTokenRequest,
  isChatOpen: () => boolean,
): Promise<CheckedToken | null> {
  const once = () =>
    withTimeLimit(
      tokenTimeout(options()),
      request.signal,
      () => liveChatAuthError('token-timeout'),
      (signal) => options().getAuthToken({ ...request, signal }),
    );
  try {
    let jwt = await once();
    // A 401 in the middle of a chat may be a hiccup of the session: it costs a customer their chat, so ask twice.
    if (jwt === null && isChatOpen()) {
      await sleep(1000, request.signal);
      jwt = await once();
    }
    return jwt === null ? null : checkToken(jwt, Date.now());
  } catch (error) {
    throw isLiveChatAuthError(error) ? error : liveChatAuthError('token-fetch-failed');
  }
}
