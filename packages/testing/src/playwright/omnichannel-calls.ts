import type { Omnichannel, OmnichannelEvent } from '@lcw-auth/simulator/omnichannel';

/** The name of the page's global function that calls Omnichannel in the test's process. */
export const bindingName = 'lcwAuthOmnichannel';

/** A call across the bridge: one of Omnichannel's methods, or a batch of its events. */
export type OmnichannelCall =
  | { method: Exclude<keyof Omnichannel, 'subscribe'>; parameters: readonly unknown[] }
  | { method: 'subscribe'; subscription: string; filter: Parameters<Omnichannel['subscribe']>[1] }
  /** Returns when there are events; null when the subscription has ended. */
  | { method: 'next-events'; subscription: string }
  | { method: 'unsubscribe'; subscription: string };

/** The binding as the page sees it. */
export type CallOmnichannel = (call: OmnichannelCall) => Promise<unknown>;

export type EventBatch = readonly OmnichannelEvent[];
