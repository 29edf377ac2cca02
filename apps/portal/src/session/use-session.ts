import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionChannel, type Customer } from '../../shared/customer.js';
import { getSession } from '../api.js';

/** The session on the server: the signed-in customer. It contains no token. */
export const sessionQueryOptions = queryOptions({
  queryKey: ['session'],
  queryFn: getSession,
  staleTime: 60_000,
  networkMode: 'always',
  retry: true,
  retryDelay: (count) => Math.min(500 * 2 ** count, 5000),
});

export interface Session {
  /** The signed-in customer; null when no customer is signed in, undefined while the session is loading. */
  customer: Customer | null | undefined;
  /** True while the server does not respond. The query retries until it does. */
  isUnreachable: boolean;
}

/** Returns the session. It is fetched again when a popup of any tab reports a change. */
export function useSession(): Session {
  const { data, failureCount } = useQuery(sessionQueryOptions);
  return { customer: data?.customer, isUnreachable: data === undefined && failureCount > 1 };
}

/** The last report of a popup, from any tab. */
export type SessionNews = 'signed-in' | 'signed-out' | 'failed';

/** Listens to the popups and fetches everything again that depends on the session. */
export function useSessionNews(): SessionNews | null {
  const queryClient = useQueryClient();
  const [news, setNews] = useState<SessionNews | null>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(sessionChannel);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data !== 'signed-in' && data !== 'signed-out' && data !== 'failed') return;
      // Orders have the customer's id in their key, so they need no invalidation.
      const changed = ['session', 'cart'].map((key) => queryClient.invalidateQueries({ queryKey: [key] }));
      void Promise.all(changed).then(() => setNews(data));
    });
    return () => channel.close();
  }, [queryClient]);
  return news;
}
