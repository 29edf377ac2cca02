import type { Conversation } from '@lcw-auth/simulator/omnichannel';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { omnichannel } from '../omnichannel.js';

const conversationsQueryOptions = queryOptions({
  queryKey: ['conversations'],
  queryFn: () => omnichannel.getConversations(),
  // The subscription keeps the list up to date.
  staleTime: Infinity,
  networkMode: 'always',
  retry: 2,
});

/** Returns all conversations, live: open ones first, by priority and then by age. */
export function useConversations(): { conversations: readonly Conversation[]; isError: boolean } {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      omnichannel.subscribe((event) => {
        if (event.type !== 'conversation') return;
        // The list that is being fetched may not contain this change.
        if (queryClient.isFetching(conversationsQueryOptions) > 0) return void queryClient.invalidateQueries(conversationsQueryOptions);
        const { conversation } = event;
        queryClient.setQueryData<readonly Conversation[]>(conversationsQueryOptions.queryKey, (known = []) => [
          ...known.filter(({ id }) => id !== conversation.id),
          conversation,
        ]);
      }),
    [queryClient],
  );
  const { data = [], isError } = useQuery(conversationsQueryOptions);
  return { conversations: data.toSorted(byUrgency), isError };
}

function byUrgency(a: Conversation, b: Conversation): number {
  if (a.status !== b.status) return a.status === 'open' ? -1 : 1;
  return a.status === 'open' ? b.priority - a.priority || a.startedAt - b.startedAt : b.startedAt - a.startedAt;
}
