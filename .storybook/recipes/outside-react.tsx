import '@lcw-auth/core/early';
import { createLiveChatAuth, fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import { useEffect, type ReactNode } from 'react';
import { useSession } from './session.js';

// Connects before React mounts, so that the client registers even when lcw:ready is raised early. The user is not known yet.
const client = createLiveChatAuth({ userId: undefined, getAuthToken: fetchAuthToken('/auth/token') });
client.connect();

export function Portal({ children }: { children: ReactNode }): ReactNode {
  const { user } = useSession();
  const userId = user && user.id;
  useEffect(() => client.setOptions({ userId }), [userId]);
  return <LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>;
}
