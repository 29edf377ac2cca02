/** Whether a new chat would find an agent. Plain data without secrets, so a persister may store it. */
export interface AgentAvailability {
  /** True when agents can take requests now. Also true when a bot answers first. */
  isAgentAvailable: boolean;
  /** True when the queue is within its operating hours; null when the widget does not say. */
  isQueueAvailable: boolean | null;
  /** The place in the queue that a new customer would get; null when the widget does not say. */
  positionInQueue: number | null;
  /** Average wait time over the last 48 hours, in minutes; null when the widget does not say. */
  averageWaitTime: number | null;
  /** When the queue opens, or closes while it is open, as ISO 8601; null when the widget does not say. */
  nextTransitionTime: string | null;
}

/** The year that the widget sends in place of "no time" (the smallest date of .NET). */
const noTime = /^0001-|^01-01-0001/;

/**
 * Reads the widget's answer, which is untrusted input because any frame can forge the event.
 * Letter case is ignored: Microsoft's pages write the names in different ways.
 * @returns null when the input is not an answer.
 */
export function readAgentAvailability(answer: unknown): AgentAvailability | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const fields = new Map(Object.entries(answer).map(([name, value]: [string, unknown]) => [name.toLowerCase(), value]));
  const isAgentAvailable = fields.get('isagentavailable');
  if (typeof isAgentAvailable !== 'boolean') return null;
  const isQueueAvailable = fields.get('isqueueavailable');
  return {
    isAgentAvailable,
    isQueueAvailable: typeof isQueueAvailable === 'boolean' ? isQueueAvailable : null,
    positionInQueue: readNumber(fields.get('positioninqueue')),
    averageWaitTime: readNumber(fields.get('averagewaittime')),
    nextTransitionTime: readTime(fields.get('nexttransitiontime')),
  };
}

const readNumber = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function readTime(value: unknown): string | null {
  if (typeof value !== 'string' || noTime.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
