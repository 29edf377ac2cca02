import { useAuthToken } from '@lcw-auth/react';
import type { ReactNode } from 'react';

export function VerifiedUntil(): ReactNode {
  const token = useAuthToken();
  if (token.status !== 'valid') return <p>The agent cannot see who you are ({token.status}).</p>;
  return (
    <p>
      The agent can see who you are until {new Date(token.expiresAt).toLocaleTimeString()}.{' '}
      <button type="button" disabled={token.refreshing} onClick={() => void token.refresh()}>
        Renew now
      </button>
    </p>
  );
}
