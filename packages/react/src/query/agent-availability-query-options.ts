import { LiveChatAuthError, type LiveChatAuthClient } from '@lcw-auth/core';
import { queryOptions } from '@tanstack/react-query';
import { requestAgentAvailability } from './request-agent-availability.js';

/** The widget keeps an answer for this time, in milliseconds. (Microsoft's reference of getAgentAvailability.) */
const widgetCacheTime = 120_000;

/**
 * Returns the query for the availability of agents: for `useQuery`, `prefetchQuery` or `fetchQuery` of TanStack Query 5.
 * It waits until the widget is ready. The widget does not answer while a chat is open, so disable the query then, as
 * `useAgentAvailability` does.
 * @example await queryClient.fetchQuery(agentAvailabilityQueryOptions(client))
 */
export function agentAvailabilityQueryOptions(client: LiveChatAuthClient) {
  return queryOptions({
    queryKey: ['lcw-auth', 'agent-availability'],
    queryFn: ({ signal }) => requestAgentAvailability(client, signal),
    staleTime: widgetCacheTime,
    refetchInterval: widgetCacheTime,
    networkMode: 'online',
    // Do not retry while the widget is unavailable. The client itself notices when the widget becomes ready later.
    retry: (failures, error) => failures < 2 && !(error instanceof LiveChatAuthError),
  });
}
