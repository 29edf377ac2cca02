import type { Step } from '../../shared/timeline.js';

/** The steps that the sequence diagram shows, oldest first. */
export interface TimelineStore {
  add(step: Step): void;
  clear(): void;
  getSteps(): readonly Step[];
  subscribe(listener: () => void): () => void;
}

/** Number of steps that are kept. */
const limit = 300;

/** Steps that start something. Of two steps in the same millisecond, they come first. */
const causes = /^lcw:ready$|-called$|^chat-requested$|^sign-in-card$/;
/** Steps that are the effect of another step. Of two steps in the same millisecond, they come last. */
const effects =
  /^token-(fetched|failed|warning)$|^auth-token-|^card-(decided|settled)$|^widget-|^error-raised$|^lcw:(error|startChat|closeChat)$/;

const rank = ({ type }: Step): number => (causes.test(type) ? 0 : effects.test(type) ? 2 : 1);
const isBefore = (a: Step, b: Step): boolean => a.at < b.at || (a.at === b.at && rank(a) <= rank(b));

/** Keeps steps in the order in which they happened, causes before effects, whichever side reported them first. */
export function createTimelineStore(): TimelineStore {
  let steps: readonly Step[] = [];
  const listeners = new Set<() => void>();
  const set = (next: readonly Step[]): void => {
    steps = next;
    for (const listener of listeners) listener();
  };
  return {
    add(step) {
      const after = steps.findLastIndex((each) => isBefore(each, step)) + 1;
      set([...steps.slice(0, after), step, ...steps.slice(after)].slice(-limit));
    },
    clear: () => set([]),
    getSteps: () => steps,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The page's only timeline. It is outside React, because the widget and the library may report before React renders. */
export const timeline = createTimelineStore();
