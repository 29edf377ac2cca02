'use client';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useScope } from '../scope.js';
import { useLiveChatEvent } from '../use-live-chat-event.js';
import { useLiveChatState } from '../use-live-chat-state.js';
import { readAgentAvailability, type AgentAvailability } from './agent-availability.js';
import { agentAvailabilityQueryOptions } from './agent-availability-query-options.js';

/** Options of `useAgentAvailability`. */
export interface UseAgentAvailabilityOptions {
  /** False sends no requests. Default true. */
  enabled?: boolean | undefined;
}

/**
 * Returns whether agents can take a chat, as a query of TanStack Query 5. Sends a request when the widget is ready and every two
 * minutes, but not while a chat is open, because the widget would not answer. Also uses answers that other code on the page receives.
 * @throws Error outside a `<LiveChatAuthProvider>` or a `<QueryClientProvider>`.
 * @example const { data } = useAgentAvailability(); return data?.isAgentAvailable && <LiveChatButton />;
 */
export function useAgentAvailability({ enabled = true }: UseAgentAvailabilityOptions = {}): UseQueryResult<AgentAvailability> {
  const { client } = useScope('useAgentAvailability');
  const queryClient = useQueryClient();
  // Renders when the user changes, because the query's key contains the user.
  useLiveChatState(({ userId }) => userId);
  const options = agentAvailabilityQueryOptions(client);
  const canAsk = useLiveChatState(({ widget, chat }) => widget.status === 'ready' && chat.status === 'closed');
  useLiveChatEvent('lcw:getAgentAvailability', (detail) => {
    const availability = readAgentAvailability(detail);
    if (availability) queryClient.setQueryData(options.queryKey, availability);
  });
  return useQuery({ ...options, enabled: enabled && canAsk });
}
