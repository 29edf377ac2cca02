import { fetchAuthToken, LiveChatAuthProvider, type WidgetScriptOptions } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import { useSession } from './session.js';

const getAuthToken = fetchAuthToken('/auth/token');

/** Nothing is inserted, and no time-out runs, until the person has agreed. */
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
    <LiveChatAuthProvider userId={user?.id ?? null} getAuthToken={getAuthToken} script={hasConsent ? script : null}>
      {children}
    </LiveChatAuthProvider>
  );
}
