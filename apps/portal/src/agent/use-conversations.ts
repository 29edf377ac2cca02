import type { Conversation } from '@lcw-auth/simulator/omnichannel';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { omnichannel } from '../omnichannel.js';

const queryKey = ['conversations'];

/** All conversations, most urgent first: by priority, then by age; ended ones last. Live. */
export function useConversations(): { conversations: readonly Conversation[]; isError: boolean } {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      omnichannel.subscribe((event) => {
        if (event.type !== 'conversation') return;
        const { conversation } = event;
        queryClient.setQueryData<readonly Conversation[]>(queryKey, (known = []) => [
          ...known.filter(({ id }) => id !== conversation.id),
          conversation,
        ]);
      }),
    [queryClient],
  );
  const { data = [], isError } = useQuery({ queryKey, queryFn: () => omnichannel.getConversations() });
  return { conversations: data.toSorted(byUrgency), isError };
}

function byUrgency(a: Conversation, b: Conversation): number {
  if (a.status !== b.status) return a.status === 'open' ? -1 : 1;
  return a.status === 'open' ? b.priority - a.priority || a.startedAt - b.startedAt : b.startedAt - a.startedAt;
}
