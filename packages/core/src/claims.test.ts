import { describe, expect, test } from 'vitest';
import * as claims from './claims.js';
import { checkContext, serializeContext } from './index.js';

describe('serializeContext makes the lwicontexts claim', () => {
  test("gives the string of JSON of Microsoft's example", () => {
    expect(serializeContext({ msdyn_cartvalue: '10000', msdyn_isvip: 'false' })).toBe('{"msdyn_cartvalue":"10000","msdyn_isvip":"false"}');
  });

  test('takes every primitive that JSON has', () => {
    const context = { text: '', number: 1.5, yes: true, nothing: null };
    expect(JSON.parse(serializeContext(context))).toEqual(context);
  });

  test('is the same function at @lcw-auth/core/claims, for servers', () => {
    expect(claims.serializeContext).toBe(serializeContext);
  });

  test.each([
    ['an object', { cart: { value: 1 } }, /"cart" must be a string, number, boolean or null/],
    ['an array', { tags: ['a'] }, /"tags" must be/],
    ['undefined', { name: undefined }, /"name" must be/],
    ['a bigint', { big: 1n }, /"big" must be/],
    ['NaN, which JSON turns to null', { value: NaN }, /"value" must be a finite number/],
    ['an empty name', { '': 1 }, /the name "" must have 1 to 100 characters/],
    ['a name of 101 characters', { ['n'.repeat(101)]: 1 }, /the name "nnnn.* must have 1 to 100 characters/],
    ['a value of 4,001 characters', { note: 'v'.repeat(4001) }, /"note" is longer than 4000 characters/],
    ['101 variables', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`v${n}`, n])), /101 context variables, at most 100/],
  ])('throws on %s, and names the key', (_what, context, message) => {
    expect(() => serializeContext(context as Record<string, string>)).toThrow(TypeError);
    expect(() => serializeContext(context as Record<string, string>)).toThrow(message);
  });

  test('takes what is just within the limits', () => {
    expect(checkContext({ v: '' })).toBeNull();
    const context = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`${n}`.padStart(100, 'n'), 'v'.repeat(4000)]));
    expect(checkContext(context)).toBeNull();
  });

  test('never shows a value, nor the whole of a long name', () => {
    const problem = checkContext({ ['x'.repeat(5000)]: 'secret' });
    expect(problem?.length).toBeLessThan(120);
    expect(problem).not.toContain('secret');
  });
});

describe('checkContext says what is wrong with a value that came from elsewhere', () => {
  test.each([null, undefined, 'text', 1, [], [1]])('%j is no context', (context) => {
    expect(checkContext(context)).toBe('the context must be an object of names and values');
  });

  test('gives null when nothing is', () => {
    expect(checkContext({})).toBeNull();
  });
});
