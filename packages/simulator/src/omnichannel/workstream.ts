import type { QueueAvailability } from './agent-availability.js';

/** A value that a context variable may have in a conversation. */
export type ContextVariableValue = string | number | boolean;

/**
 * One condition of a routing rule. 'greater-than' and 'less-than' compare numbers, also when the token contains them as text.
 * 'equals' and 'does-not-equal' compare texts, without regard to letter case.
 */
export type RoutingCondition =
  | { authenticated: boolean }
  | { variable: string; operator: 'equals' | 'does-not-equal' | 'greater-than' | 'less-than' | 'is-present'; value?: ContextVariableValue };

/** Routes conversations that meet all conditions to a queue. The first such rule decides. */
export interface RoutingRule {
  /** The rule's name, for administrators. */
  name?: string;
  /** The conditions. */
  when: readonly RoutingCondition[];
  /** The queue's name. */
  queue: string;
  /** Conversations with a higher priority are answered sooner. Default 0. */
  priority?: number;
}

/** The workstream of a chat widget. */
export interface Workstream {
  /** The name by which widgets refer to it. Default 'Default workstream'. */
  name?: string;
  /** Names of the context variables, case-sensitive as in the admin center. `portalcontactid` is always known. */
  contextVariables: readonly string[];
  /** Names of the queues. Default: those in the rules. */
  queues?: readonly string[];
  /** The rules, in the order in which they are tried. */
  routingRules?: readonly RoutingRule[];
  /** The queue of conversations that meet no rule. Default 'Default queue'. */
  defaultQueue?: string;
  /** Operating hours and staff by queue name. Default for each queue: always open and available. */
  queueAvailability?: Readonly<Record<string, QueueAvailability>>;
}
