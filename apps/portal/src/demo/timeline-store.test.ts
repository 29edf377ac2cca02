import { expect, it, vi } from 'vitest';
import type { Step } from '../../shared/timeline.js';
import { createTimelineStore } from './timeline-store.js';

const step = (at: number, type = `step-${at}`): Step => ({ at, type, from: 'page', to: 'widget' });

it('keeps steps in the order in which they happened, whichever side reported them first', () => {
  const store = createTimelineStore();
  for (const at of [20, 10, 30, 10]) store.add(step(at));
  expect(store.getSteps().map(({ at }) => at)).toEqual([10, 10, 20, 30]);
});

it('puts a cause before its effect in the same millisecond', () => {
  const store = createTimelineStore();
  for (const type of ['auth-token-received', 'token-issued', 'auth-provider-called']) store.add(step(10, type));
  expect(store.getSteps().map(({ type }) => type)).toEqual(['auth-provider-called', 'token-issued', 'auth-token-received']);
});

it('drops the oldest steps beyond 300', () => {
  const store = createTimelineStore();
  for (let at = 0; at < 305; at += 1) store.add(step(at));
  expect(store.getSteps()).toHaveLength(300);
  expect(store.getSteps()[0]?.at).toBe(5);
});

it('notifies its listeners of each change until they unsubscribe', () => {
  const store = createTimelineStore();
  const listener = vi.fn();
  const unsubscribe = store.subscribe(listener);
  store.add(step(1));
  store.clear();
  unsubscribe();
  store.add(step(2));
  expect(listener).toHaveBeenCalledTimes(2);
});
