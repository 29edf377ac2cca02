import type { LiveChatAuthEvent, LiveChatAuthOptions } from '@lcw-auth/core';

/**
 * Reads the newest props as options whose functions never change identity, so that two readings are equal
 * unless something changed that matters. Every key is there: a prop that is taken away becomes its default again.
 */
export function stableOptions(
  latest: { readonly current: LiveChatAuthOptions },
  onEvent: (event: LiveChatAuthEvent) => void,
): () => Omit<LiveChatAuthOptions, 'botSso'> {
  const getAuthToken: LiveChatAuthOptions['getAuthToken'] = (request) => latest.current.getAuthToken(request);
  const onSignInNeeded: LiveChatAuthOptions['onSignInNeeded'] = (request) => latest.current.onSignInNeeded?.(request);

  return () => {
    const now = latest.current;
    return {
      userId: now.userId,
      getAuthToken,
      clientFunction: now.clientFunction,
      onUserChange: now.onUserChange,
      // Whether the app can be asked at all makes a difference, which function it is does not.
      onSignInNeeded: now.onSignInNeeded && onSignInNeeded,
      signInOptional: now.signInOptional,
      refreshAhead: now.refreshAhead,
      tokenTimeout: now.tokenTimeout,
      readyTimeout: now.readyTimeout,
      queryClient: now.queryClient,
      onEvent,
      window: now.window,
    };
  };
}
