import { LiveChatAuthProvider, powerPagesAuthToken } from '@lcw-auth/react';
import type { ReactNode } from 'react';

const getAuthToken = powerPagesAuthToken();

// A Power Pages site knows its user in Liquid: <div id="chat" data-contact="{{ user.id }}"></div>
const contactId = document.getElementById('chat')?.dataset['contact'] || null;

export function Chat({ children }: { children?: ReactNode }): ReactNode {
  return (
    // The setting's "JavaScript client function" stays auth.getAuthenticationToken: the library answers under that name too.
    <LiveChatAuthProvider userId={contactId} getAuthToken={getAuthToken} clientFunction="auth.getAuthenticationToken">
      {children}
    </LiveChatAuthProvider>
  );
}
