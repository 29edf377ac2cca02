import { fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';

interface SessionResponse {
  user: { id: string; name: string } | null;
}

/** The session is server state, so TanStack Query fits it. It contains no token: persisters and devtools can read a cache. */
const sessionQueryOptions = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionResponse> => {
    const response = await fetch('/api/session', { signal });
    if (!response.ok) throw new Error(`The session endpoint responded with ${response.status}.`);
    return (await response.json()) as SessionResponse;
  },
  staleTime: 60_000,
  retry: 3,
});

const getAuthToken = fetchAuthToken('/auth/token');

/** `data` is undefined while the query is pending. Pass that on: the widget's requests then wait for the session. */
export function Chat({ children }: { children: ReactNode }): ReactNode {
  const { data } = useQuery(sessionQueryOptions);
  const userId = data?.user === null ? null : data?.user.id;
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={getAuthToken}>
      {children}
    </LiveChatAuthProvider>
  );
}
