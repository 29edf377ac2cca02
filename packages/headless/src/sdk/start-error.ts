/**
 * Returns the error code that the script widget would raise for a rejected `startChat()`, or null for a failure that does not
 * concern the token. (Source of the names: `ChatSDKErrorName` of Microsoft's chat SDK.)
 */
export function startErrorCode(error: unknown): 2 | 3 | 4 | null {
  const { message, httpResponseStatusCode: status } = Object(error) as { message?: unknown; httpResponseStatusCode?: unknown };
  if (message === 'UndefinedAuthToken' || message === 'GetAuthTokenNotFound') return 3;
  if (message === 'GetAuthTokenFailed') return 2;
  const isRefused = message === 'AuthenticatedChatConversationRetrievalFailure' || message === 'AuthContactIdNotFoundFailure';
  return isRefused || status === 401 || status === 403 ? 4 : null;
}
