import { useAuthToken } from '@lcw-auth/react';
import { useMemo } from 'react';
import { createTokenFollower } from './token-follower.js';

/** Returns the function to call after each change of a value in the token's context. */
export function useTokenFollower(): () => Promise<void> {
  const authToken = useAuthToken();
  const { refresh } = authToken;
  const follow = useMemo(() => createTokenFollower(refresh), [refresh]);
  const isRequesting = authToken.status === 'pending' || (authToken.status === 'valid' && authToken.refreshing);
  return () => follow(isRequesting);
}
