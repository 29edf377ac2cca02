import { openStatus, type OperatingHours } from './operating-hours.js';

/**
 * The result of the live chat SDK's `getAgentAvailability()`, and the `detail` of the event `lcw:getAgentAvailability`.
 * Source of names and meanings: Microsoft Learn, "getAgentAvailability (JavaScript API reference)", edition of April 2025.
 * The names are spelled as on that page, including the lower case of `nexttransitiontime`. The edition of 2021 wrote
 * `nextTransitionTime`. Microsoft's chat SDK types the same service's answer differently (`IsQueueAvailable`, `QueuePosition`, ...).
 * Times are ISO 8601 in UTC. The page says only "DateTime", so this form is inferred. `noTime` means that there is no such time.
 */
export interface AgentAvailability {
  /** The queue to which the chat would be routed. The simulator uses the queue's name. The real service uses a GUID. */
  queueId: string;
  /** True when the queue is within its operating hours. */
  isQueueAvailable: boolean;
  /** When the next operating hours start. `noTime` during operating hours. */
  StartTimeOfNextOperatingHour: string;
  /** When the next operating hours end. `noTime` during operating hours. */
  EndTimeOfNextOperatingHour: string;
  /** While the queue is closed, when it opens next. While it is open, when it closes. `noTime` for a queue that never changes (inferred). */
  nexttransitiontime: string;
  /** The place in the queue that a new customer would get: the number of waiting customers plus one (inferred). 0 when no customer has to wait. */
  positionInQueue: number;
  /** True when agents can take requests now. Also true when a bot is attached to the workstream, as documented. */
  isAgentAvailable: boolean;
  /** Average wait time in minutes over the last 48 hours. */
  averageWaitTime: number;
}

/** The settings from which a queue's availability is computed. */
export interface QueueAvailability {
  /** When the queue is open. Default: always. */
  operatingHours?: OperatingHours | undefined;
  /** 'busy': agents are signed in, but have no capacity left. 'offline': no agent is signed in. Default 'available'. */
  agents?: 'available' | 'busy' | 'offline' | undefined;
  /** Customers who wait in the queue already. Default 0. */
  waitingCustomers?: number | undefined;
  /** Average wait time in minutes. Default 0. */
  averageWaitTime?: number | undefined;
}

/** .NET's smallest date, which the reference writes as 01-01-0001. It means that there is no such time. */
export const noTime = '0001-01-01T00:00:00Z';

const asText = (time: number | null): string => (time === null ? noTime : new Date(time).toISOString());

/** Computes a queue's availability at `now`, in milliseconds since the epoch. */
export function agentAvailability(queueId: string, queue: QueueAvailability, hasBot: boolean, now: number): AgentAvailability {
  const { agents = 'available', waitingCustomers = 0, averageWaitTime = 0 } = queue;
  const open = openStatus(queue.operatingHours, now);
  const isOpen = open.status === 'open';
  return {
    queueId,
    isQueueAvailable: isOpen,
    StartTimeOfNextOperatingHour: asText(open.status === 'closed' ? open.opensAt : null),
    EndTimeOfNextOperatingHour: asText(open.status === 'closed' ? open.closesAt : null),
    nexttransitiontime: asText(open.status === 'closed' ? open.opensAt : open.closesAt),
    positionInQueue: isOpen && (agents !== 'available' || waitingCustomers > 0) ? waitingCustomers + 1 : 0,
    isAgentAvailable: isOpen && (agents === 'available' || hasBot),
    averageWaitTime,
  };
}
