import { fetchAuthToken, LiveChatAuthProvider, type WidgetScriptOptions } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import { useSession } from './session.js';

const getAuthToken = fetchAuthToken('/auth/token');

/** The provider inserts no script and starts no timeout until the user has agreed. */
export function Portal({
  hasConsent,
  script,
  children,
}: {
  hasConsent: boolean;
  script: WidgetScriptOptions;
  children: ReactNode;
}): ReactNode {
  const { user } = useSession();
  return (
    <LiveChatAuthProvider userId={user && user.id} getAuthToken={getAuthToken} script={hasConsent ? script : null}>
      {children}
    </LiveChatAuthProvider>
  );
}
