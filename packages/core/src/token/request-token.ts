import { describeResponse } from '../endpoint.js';
import type { LiveChatAuthErrorDetails } from '../error-details.js';
import { LiveChatAuthError, toLiveChatAuthError } from '../errors.js';
import type { AuthTokenRequest, LiveChatAuthOptions } from '../options.js';
import { sleep, tokenTimeout, withTimeLimit } from '../time-limits.js';
import { checkToken, type CheckedToken } from './check-token.js';
import type { RequestEnd } from './token-runner.js';

/** What the app's function reported about the endpoint's response. */
interface ReportedResponse {
  details: LiveChatAuthErrorDetails;
  /** How far the endpoint's clock is ahead of the device's, in milliseconds; null when it is not known. */
  clockOffset: number | null;
}

const noResponse: ReportedResponse = { details: {}, clockOffset: null };

/**
 * Calls the app's `getAuthToken` once, within the time limit, and checks what it returns. Never rejects.
 * The state keeps no part of the app's own error, because its text may quote a token.
 */
export async function requestToken(
  options: LiveChatAuthOptions,
  request: AuthTokenRequest,
  isChatOpen: () => boolean,
): Promise<RequestEnd> {
  let reported = noResponse;
  const reportResponse = (response: Response) => {
    const serverTime = Date.parse(response.headers.get('date') ?? '');
    reported = { details: describeResponse(response), clockOffset: Number.isNaN(serverTime) ? null : serverTime - Date.now() };
  };
  const call = () => {
    reported = noResponse;
    return withTimeLimit(
      tokenTimeout(options),
      request.signal,
      () => new LiveChatAuthError('token-timeout'),
      (signal) => options.getAuthToken({ ...request, signal, reportResponse }),
    );
  };
  try {
    let jwt = await call();
    // One answer "signed out" may be a temporary fault of the session, and it would end the open chat. So ask a second time.
    if (jwt === null && isChatOpen()) {
      await sleep(1000, request.signal);
      jwt = await call();
    }
    return jwt === null ? { type: 'session-ended' } : { type: 'token', token: check(jwt, reported) };
  } catch (error) {
    if (request.signal.aborted) return { type: 'aborted' };
    const failure = toLiveChatAuthError(error, 'token-fetch-failed');
    return { type: 'failed', error: failure.code === 'token-fetch-failed' ? describe(failure, reported) : failure, thrown: error };
  }
}

/** @throws LiveChatAuthError that also describes the response. */
function check(jwt: string, reported: ReportedResponse): CheckedToken {
  try {
    return checkToken(jwt, Date.now(), reported.clockOffset);
  } catch (error) {
    throw describe(error as LiveChatAuthError, reported);
  }
}

const describe = ({ code, details }: LiveChatAuthError, reported: ReportedResponse): LiveChatAuthError =>
  new LiveChatAuthError(code, { ...reported.details, ...details });
