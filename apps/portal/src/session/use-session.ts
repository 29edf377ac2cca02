import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionChannel, type Customer } from '../../shared/customer.js';
import { getSession } from '../api.js';

/** Who is signed in, as the server says. */
export type Session = { status: 'loading' } | { status: 'unreachable' } | { status: 'known'; customer: Customer | null };

/** The session; asked for again when any tab's popup says that it changed. */
export function useSession(): Session {
  const { data, isError, failureCount } = useQuery({
    queryKey: ['session'],
    queryFn: getSession,
    retry: true,
    retryDelay: (count) => Math.min(500 * 2 ** count, 5000),
  });
  if (data) return { status: 'known', customer: data.customer };
  return isError || failureCount > 1 ? { status: 'unreachable' } : { status: 'loading' };
}

/** What the popup of any tab said last. */
export type SessionNews = 'signed-in' | 'signed-out' | 'failed';

/** Listens to the popups, and has everything that depends on the session asked for again. */
export function useSessionNews(): SessionNews | null {
  const queryClient = useQueryClient();
  const [news, setNews] = useState<SessionNews | null>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(sessionChannel);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data !== 'signed-in' && data !== 'signed-out' && data !== 'failed') return;
      // What belongs to a customer is kept by their id, and is asked for when they are there.
      const changed = ['session', 'cart'].map((key) => queryClient.invalidateQueries({ queryKey: [key] }));
      void Promise.all(changed).then(() => setNews(data));
    });
    return () => channel.close();
  }, [queryClient]);
  return news;
}
