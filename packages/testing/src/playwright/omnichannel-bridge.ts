import type { Omnichannel, OmnichannelEvent } from '@lcw-auth/simulator/omnichannel';
import type { BrowserContext } from '@playwright/test';
import { bindingName, type EventBatch, type OmnichannelCall } from './omnichannel-calls.js';

/** Lets every page of a browser context reach this Omnichannel. Returns a function that ends all subscriptions. */
export async function bridgeOmnichannel(context: BrowserContext, omnichannel: Omnichannel): Promise<() => void> {
  const subscriptions = new Map<string, EventQueue>();

  const answer = (call: OmnichannelCall): unknown => {
    switch (call.method) {
      case 'subscribe': {
        const queue = createEventQueue();
        const unsubscribe = omnichannel.subscribe(queue.push, call.filter);
        subscriptions.set(call.subscription, { ...queue, end: () => (unsubscribe(), queue.end()) });
        return undefined;
      }
      case 'next-events':
        return subscriptions.get(call.subscription)?.next() ?? null;
      case 'unsubscribe':
        subscriptions.get(call.subscription)?.end();
        subscriptions.delete(call.subscription);
        return undefined;
      default: {
        const method = omnichannel[call.method] as (...parameters: readonly unknown[]) => Promise<unknown>;
        return method(...call.parameters);
      }
    }
  };

  await context.exposeBinding(bindingName, (_source, call: OmnichannelCall) => answer(call));
  return () => {
    for (const queue of subscriptions.values()) queue.end();
    subscriptions.clear();
  };
}

interface EventQueue {
  push(event: OmnichannelEvent): void;
  /** Waits until there is an event, and returns all events since the last call. Null when the queue has ended. */
  next(): Promise<EventBatch | null>;
  end(): void;
}

function createEventQueue(): EventQueue {
  let events: OmnichannelEvent[] = [];
  let ended = false;
  let wake = () => {};
  return {
    push(event) {
      events.push(event);
      wake();
    },
    async next() {
      if (events.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      if (ended) return null;
      const batch = events;
      events = [];
      return batch;
    },
    end() {
      ended = true;
      wake();
    },
  };
}
