import type { Conversation } from './conversation.js';
import type { ContextVariableValue, RoutingCondition, Workstream } from './workstream.js';

const defaultQueue = 'Default queue';

/** Returns the queue and priority of a new conversation: those of the first rule whose conditions are met. */
export function route(
  { authenticated, context }: Pick<Conversation, 'authenticated' | 'context'>,
  workstream: Workstream | null,
): Pick<Conversation, 'queue' | 'priority'> {
  const rule = workstream?.routingRules?.find(({ when }) => when.every((condition) => isMet(condition, authenticated, context)));
  return rule ? { queue: rule.queue, priority: rule.priority ?? 0 } : { queue: workstream?.defaultQueue ?? defaultQueue, priority: 0 };
}

function isMet(condition: RoutingCondition, authenticated: boolean, context: Conversation['context']): boolean {
  if ('authenticated' in condition) return condition.authenticated === authenticated;
  const value = context[condition.variable];
  if (condition.operator === 'is-present') return value !== undefined;
  if (value === undefined) return condition.operator === 'does-not-equal';
  switch (condition.operator) {
    case 'equals':
      return isEqual(value, condition.value);
    case 'does-not-equal':
      return !isEqual(value, condition.value);
    case 'greater-than':
      return Number(value) > Number(condition.value);
    case 'less-than':
      return Number(value) < Number(condition.value);
  }
}

/** Compares values as text, so that 'true' equals true. Tokens in Microsoft's example contain such values as text ("10000", "false"). */
const isEqual = (a: ContextVariableValue, b: ContextVariableValue | undefined) => String(a).toLowerCase() === String(b).toLowerCase();
