import { LiveChatAuthProvider, powerPagesAuthToken } from '@lcw-auth/react';
import type { ReactNode } from 'react';

const getAuthToken = powerPagesAuthToken();

// A Power Pages site knows its user in Liquid: <div id="chat" data-contact="{{ user.id }}"></div>
const contactId = document.getElementById('chat')?.dataset['contact'] || null;

export function Chat({ children }: { children?: ReactNode }): ReactNode {
  return (
    // The library installs auth.getAuthenticationToken unless the site defines it, so the setting can name that function.
    <LiveChatAuthProvider userId={contactId} getAuthToken={getAuthToken}>
      {children}
    </LiveChatAuthProvider>
  );
}
