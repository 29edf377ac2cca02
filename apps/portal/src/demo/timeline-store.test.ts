import { expect, it, vi } from 'vitest';
import type { Step } from '../../shared/timeline.js';
import { createTimelineStore } from './timeline-store.js';

const step = (at: number, type = `step-${at}`): Step => ({ at, type, from: 'page', to: 'widget' });

it('puts steps in the order in which they happened, whoever told of them first', () => {
  const store = createTimelineStore();
  for (const at of [20, 10, 30, 10]) store.add(step(at));
  expect(store.getSteps().map(({ at }) => at)).toEqual([10, 10, 20, 30]);
});

it('forgets the oldest beyond 300 steps', () => {
  const store = createTimelineStore();
  for (let at = 0; at < 305; at += 1) store.add(step(at));
  expect(store.getSteps()).toHaveLength(300);
  expect(store.getSteps()[0]?.at).toBe(5);
});

it('tells its listeners of each change until they leave', () => {
  const store = createTimelineStore();
  const listener = vi.fn();
  const leave = store.subscribe(listener);
  store.add(step(1));
  store.clear();
  leave();
  store.add(step(2));
  expect(listener).toHaveBeenCalledTimes(2);
});
