import '@lcw-auth/core/early';
import { createLiveChatAuth, fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import { useEffect, type ReactNode } from 'react';
import { useSession } from './session.js';

// Connected before React mounts: an early lcw:ready finds it registered.
const client = createLiveChatAuth({ userId: null, getAuthToken: fetchAuthToken('/auth/token') });
client.connect();

export function Portal({ children }: { children: ReactNode }): ReactNode {
  const { user } = useSession();
  const userId = user?.id ?? null;
  useEffect(() => client.setOptions({ userId }), [userId]);
  return <LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>;
}
