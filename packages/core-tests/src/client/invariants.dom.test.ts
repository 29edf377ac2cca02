import { assert, asyncProperty } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { generations, minute, setVisibility } from '../support/portal-page.fixture.js';
import { countWork } from '../support/real-work.fixture.js';
import { live, stories } from '../support/story.fixture.js';

/** LCW_RUNS=2000 for a night. */
const numRuns = Number(process.env['LCW_RUNS'] ?? 60);

let stopCounting = () => {};
beforeEach(() => {
  stopCounting = countWork();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  stopCounting();
});

describe.each(generations)('Whatever happens to a page with the widget %s', (generation) => {
  test(
    'it has no token of a user who is not signed in, no expired one, never undefined; one fetch at a time; one answer to each ask, in time',
    { timeout: 30 * minute },
    async () => {
      await assert(
        asyncProperty(stories, async (story) => {
          vi.setSystemTime(new Date('2026-03-02T09:00:00Z'));
          setVisibility('visible');
          const problems = await live(story, generation);
          vi.clearAllTimers();
          Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
          expect(problems).toEqual([]);
        }),
        { numRuns },
      );
    },
  );
});
