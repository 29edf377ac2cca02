import { LiveChatAuthError, type LiveChatAuthClient } from '@lcw-auth/core';
import { queryOptions } from '@tanstack/react-query';
import { requestAgentAvailability } from './request-agent-availability.js';

/** The widget keeps an answer for this time, in milliseconds. (Microsoft's reference of getAgentAvailability.) */
const widgetCacheTime = 120_000;

/**
 * Returns the query for the availability of agents: for `useQuery`, `prefetchQuery` or `fetchQuery` of TanStack Query 5.
 * Its key contains the current `userId`, because the routing rules may use the customer's data. So call this function again when
 * the user changes. The query waits until the widget is ready. The widget does not answer while a chat is open, so disable the query then, as
 * `useAgentAvailability` does.
 * @example await queryClient.fetchQuery(agentAvailabilityQueryOptions(client))
 */
export function agentAvailabilityQueryOptions(client: LiveChatAuthClient) {
  const { userId } = client.getState();
  return queryOptions({
    queryKey: ['lcw-auth', 'agent-availability', { userId }] as const,
    queryFn: ({ signal }) => requestAgentAvailability(client, signal),
    staleTime: widgetCacheTime,
    refetchInterval: widgetCacheTime,
    networkMode: 'online',
    // While the session loads, the previous answer stays visible. One user's answer is never shown to another user.
    placeholderData: (answer, query) => (userId === undefined || query?.queryKey[2].userId === undefined ? answer : undefined),
    // Do not retry while the widget is unavailable. The client itself notices when the widget becomes ready later.
    retry: (failures, error) => failures < 2 && !(error instanceof LiveChatAuthError),
  });
}
