import { useAuthToken } from '@lcw-auth/react';
import { useMemo } from 'react';
import { createTokenFollower } from './token-follower.js';

/** Returns what to call after each change that the token's context tells of. */
export function useTokenFollower(): () => Promise<void> {
  const authToken = useAuthToken();
  const { refresh } = authToken;
  const follow = useMemo(() => createTokenFollower(refresh), [refresh]);
  const isOnItsWay = authToken.status === 'pending' || (authToken.status === 'valid' && authToken.refreshing);
  return () => follow(isOnItsWay);
}
