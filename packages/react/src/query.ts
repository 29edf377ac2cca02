export { agentAvailabilityQueryOptions } from './query/agent-availability-query-options.js';
export type { AgentAvailability } from './query/agent-availability.js';
export { useAgentAvailability, type UseAgentAvailabilityOptions } from './query/use-agent-availability.js';
