import { expect, it } from 'vitest';
import { isEqual } from './is-equal.js';
import { createStableFunctions } from './stable-functions.js';

interface Options {
  getToken?: () => string;
  nested?: { getToken?: () => string; decide?: () => boolean; allowedHosts?: string[]; timeout?: number };
  window?: object;
}
const withToken = (token: string, others: Partial<NonNullable<Options['nested']>> = {}): Options => ({
  getToken: () => token,
  nested: { getToken: () => token, ...others },
});

it('keeps the identity of functions and calls the newest, also in a nested object', () => {
  const toStable = createStableFunctions<Options>();
  const first = toStable(withToken('one'));
  const second = toStable(withToken('two'));
  expect(second.getToken).toBe(first.getToken);
  expect(second.nested?.getToken).toBe(first.nested?.getToken);
  expect(first.getToken?.()).toBe('two');
  expect(first.nested?.getToken?.()).toBe('two');
  expect(isEqual(first, second)).toBe(true);
});

it.each<[string, Options]>([
  ['a list changes', withToken('one', { allowedHosts: ['b.example'] })],
  ['a number is added', withToken('one', { allowedHosts: ['a.example'], timeout: 500 })],
  ['a function is added', withToken('one', { allowedHosts: ['a.example'], decide: () => true })],
  ['the nested object is removed', { getToken: () => 'one' }],
])('makes a different copy when %s', (_, changed) => {
  const toStable = createStableFunctions<Options>();
  const first = toStable(withToken('one', { allowedHosts: ['a.example'] }));
  expect(isEqual(first, toStable(changed))).toBe(false);
});

it('keeps the functions when the nested object is removed and comes back', () => {
  const toStable = createStableFunctions<Options>();
  const { nested } = toStable(withToken('one'));
  expect(toStable({}).nested).toBeUndefined();
  expect(toStable(withToken('two')).nested?.getToken).toBe(nested?.getToken);
  expect(nested?.getToken?.()).toBe('two');
});

it('passes on objects of a class, for example a window', () => {
  const given = new URL('https://portal.example');
  expect(createStableFunctions<Options>()({ window: given }).window).toBe(given);
});
