import { assert, asyncProperty } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { generations, minute, setVisibility } from '../support/portal-page.fixture.js';
import { countWork } from '../support/pending-work.fixture.js';
import { runEvents, eventSequences } from '../support/random-events.fixture.js';

/** The environment variable LCW_RUNS sets the number of runs, for example 2000 for a night. */
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

describe.each(generations)('In any order of events, with the widget %s', (generation) => {
  test(
    'the widget holds no token of another user, no expired token and never undefined; one request runs at a time; each request receives one response in time',
    { timeout: 30 * minute },
    async () => {
      await assert(
        asyncProperty(eventSequences, async (events) => {
          vi.setSystemTime(new Date('2026-03-02T09:00:00Z'));
          setVisibility('visible');
          const problems = await runEvents(events, generation);
          vi.clearAllTimers();
          Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
          expect(problems).toEqual([]);
        }),
        { numRuns },
      );
    },
  );
});
