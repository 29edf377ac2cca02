'use client';
import { fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** What useSession() of next-auth/react returns. Your session callback puts the user's id into the session. */
interface NextAuthSession {
  status: 'loading' | 'authenticated' | 'unauthenticated';
  data: { user?: { id?: string } } | null;
}

const getAuthToken = fetchAuthToken('/auth/token');

/** While next-auth fetches the session, the user is unknown (undefined), not signed out (null). */
export function Chat({ session, children }: { session: NextAuthSession; children: ReactNode }): ReactNode {
  const userId = session.status === 'loading' ? undefined : (session.data?.user?.id ?? null);
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={getAuthToken}>
      {children}
    </LiveChatAuthProvider>
  );
}
