import type { Step } from '../../shared/timeline.js';

/** The steps that the sequence diagram shows, oldest first. */
export interface TimelineStore {
  add(step: Step): void;
  clear(): void;
  getSteps(): readonly Step[];
  subscribe(listener: () => void): () => void;
}

/** As many steps as are kept. */
const limit = 300;

/** Keeps steps in the order in which they happened, whichever side told of them first. */
export function createTimelineStore(): TimelineStore {
  let steps: readonly Step[] = [];
  const listeners = new Set<() => void>();
  const set = (next: readonly Step[]): void => {
    steps = next;
    for (const listener of listeners) listener();
  };
  return {
    add(step) {
      const after = steps.findLastIndex((each) => each.at <= step.at) + 1;
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

/** The page's one timeline: widget and library may report before React renders. */
export const timeline = createTimelineStore();
