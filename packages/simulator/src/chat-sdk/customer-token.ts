/** The function `chatSDKConfig.getAuthToken`. It resolves to null or an empty string when no user is signed in. */
export type GetAuthToken = () => Promise<string | null>;

/** The fields of the SDK object that `setAuthTokenProvider` reads and writes. Microsoft chose the names, and Microsoft's widget writes them too. */
export interface TokenFields {
  chatSDKConfig: { getAuthToken?: GetAuthToken | undefined };
  authenticatedUserToken: string | null;
}

/**
 * Stores the provider, calls it once and keeps the result. The SDK never reads `exp` and never calls the provider again. (Source.)
 * @param throwError True: a missing provider, an error or a missing token rejects.
 */
export async function captureToken(sdk: TokenFields, provider: GetAuthToken | undefined, throwError: boolean): Promise<void> {
  sdk.chatSDKConfig.getAuthToken = provider;
  const failure = await capture(sdk, provider);
  if (failure !== null && throwError) throw new Error(failure);
}

async function capture(sdk: TokenFields, provider: GetAuthToken | undefined): Promise<string | null> {
  if (!provider) return 'GetAuthTokenNotFound';
  try {
    const token = await provider();
    if (!token) return 'UndefinedAuthToken';
    sdk.authenticatedUserToken = token;
    return null;
  } catch {
    return 'GetAuthTokenFailed';
  }
}
