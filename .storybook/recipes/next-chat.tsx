'use client';
import { fetchAuthToken, LiveChatAuthProvider, type WidgetScriptOptions } from '@lcw-auth/react';
import type { ReactNode } from 'react';

const getAuthToken = fetchAuthToken('/auth/token');

/** app/chat.tsx. The layout, a server component, reads the session and passes the user's id. */
export function Chat({ userId, script, children }: { userId: string | null; script: WidgetScriptOptions; children: ReactNode }): ReactNode {
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={getAuthToken} script={script}>
      {children}
    </LiveChatAuthProvider>
  );
}
