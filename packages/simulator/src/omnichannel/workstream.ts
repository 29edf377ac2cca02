import type { QueueAvailability } from './agent-availability.js';

/** A value that a context variable may have in a conversation. */
export type ContextVariableValue = string | number | boolean;

/** One test of a routing rule. Numbers are compared as numbers even where the token carries them as text. */
export type RoutingCondition =
  | { authenticated: boolean }
  | { variable: string; operator: 'equals' | 'does-not-equal' | 'greater-than' | 'less-than' | 'is-present'; value?: ContextVariableValue };

/** Sends conversations that meet all conditions to a queue. The first rule that fits decides. */
export interface RoutingRule {
  name?: string;
  when: readonly RoutingCondition[];
  queue: string;
  /** Higher is answered sooner. Default 0. */
  priority?: number;
}

/** The workstream behind a chat widget. */
export interface Workstream {
  /** By which widgets refer to it. Default 'Default workstream'. */
  name?: string;
  /** The names that `lwicontexts` may use: case-sensitive, as in the admin center. `portalcontactid` is always known. */
  contextVariables: readonly string[];
  /** Queues that rules may name. Default: those that the rules name. */
  queues?: readonly string[];
  /** Tried in order. */
  routingRules?: readonly RoutingRule[];
  /** Where conversations go that no rule fits. Default 'Default queue'. */
  defaultQueue?: string;
  /** Operating hours and staff by queue name. Default for each queue: always open and available. */
  queueAvailability?: Readonly<Record<string, QueueAvailability>>;
}
