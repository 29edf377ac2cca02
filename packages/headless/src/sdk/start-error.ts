/**
 * Returns the number of the script widget's error that corresponds to a rejected `startChat()`, or null for a failure that
 * is not about the token. (The names are from the source of Microsoft's chat SDK: `ChatSDKErrorName`.)
 */
export function startErrorCode(error: unknown): 2 | 3 | 4 | null {
  const { message, httpResponseStatusCode: status } = Object(error) as { message?: unknown; httpResponseStatusCode?: unknown };
  if (message === 'UndefinedAuthToken' || message === 'GetAuthTokenNotFound') return 3;
  if (message === 'GetAuthTokenFailed') return 2;
  const isRefused = message === 'AuthenticatedChatConversationRetrievalFailure' || message === 'AuthContactIdNotFoundFailure';
  return isRefused || status === 401 || status === 403 ? 4 : null;
}
