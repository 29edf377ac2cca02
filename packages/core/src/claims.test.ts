import { describe, expect, test } from 'vitest';
import * as claims from './claims.js';
import { checkContext, serializeContext } from './index.js';

describe('serializeContext', () => {
  test("returns the JSON text of Microsoft's example", () => {
    expect(serializeContext({ msdyn_cartvalue: '10000', msdyn_isvip: 'false' })).toBe('{"msdyn_cartvalue":"10000","msdyn_isvip":"false"}');
  });

  test('accepts every primitive of JSON', () => {
    const context = { text: '', number: 1.5, yes: true, nothing: null };
    expect(JSON.parse(serializeContext(context))).toEqual(context);
  });

  test('accepts objects of only value and isDisplayable, as in the samples of Microsoft', () => {
    const context = { tier: { value: 'gold', isDisplayable: true }, visits: { value: 3, isDisplayable: false } };
    expect(JSON.parse(serializeContext(context))).toEqual(context);
  });

  test('reads every property once, so a getter cannot change its value after the check', () => {
    const changing = (first: unknown, later: unknown) => {
      let reads = 0;
      return { enumerable: true, get: () => (reads++ === 0 ? first : later) };
    };
    const inner = Object.defineProperties({ isDisplayable: true }, { value: changing('gold', {}) });
    const context = Object.defineProperties({}, { tier: changing('gold', new Date()), inner: { enumerable: true, value: inner } });
    expect(serializeContext(context)).toBe('{"tier":"gold","inner":{"isDisplayable":true,"value":"gold"}}');
  });

  test('is the same function at @lcw-auth/core/claims, for servers', () => {
    expect(claims.serializeContext).toBe(serializeContext);
  });

  test.each([
    ['an object', { cart: { value: 1 } }, /"cart" must be a string, number, boolean or null, or an object of only value and isDisplayable/],
    ['an object with a third property', { cart: { value: 1, isDisplayable: true, more: 1 } }, /"cart" must be/],
    ['an object in value', { cart: { value: {}, isDisplayable: true } }, /"cart" must be/],
    ['an isDisplayable that is not a boolean', { cart: { value: 1, isDisplayable: 'yes' } }, /"cart" must be/],
    ['a long text in value', { cart: { value: 'v'.repeat(4001), isDisplayable: true } }, /"cart" is longer than 4000 characters/],
    ['a Date', { since: new Date(0) }, /"since" must be/],
    ['a String object', { tier: new String('gold') }, /"tier" must be/],
    ['an object with toJSON', { tier: { toJSON: () => 'gold' } }, /"tier" must be/],
    ['a Map as context', new Map([['tier', 'gold']]), /the context must be a plain object/],
    ['an array', { tags: ['a'] }, /"tags" must be/],
    ['undefined', { name: undefined }, /"name" must be/],
    ['a bigint', { big: 1n }, /"big" must be/],
    ['NaN, which JSON turns to null', { value: NaN }, /"value" must be a finite number/],
    ['an empty name', { '': 1 }, /"" is not a valid name: names have 1 to 100 characters/],
    ['a name of 101 characters', { ['n'.repeat(101)]: 1 }, /"nnnn.* is not a valid name: names have 1 to 100 characters/],
    ['a value of 4,001 characters', { note: 'v'.repeat(4001) }, /"note" is longer than 4000 characters/],
    ['101 variables', Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`v${n}`, n])), /101 context variables, at most 100/],
  ])('throws on %s, and names the key', (_what, context, message) => {
    expect(() => serializeContext(context as Record<string, string>)).toThrow(TypeError);
    expect(() => serializeContext(context as Record<string, string>)).toThrow(message);
  });

  test('accepts values at the limits', () => {
    expect(checkContext({ v: '' })).toBeNull();
    const context = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`${n}`.padStart(100, 'n'), 'v'.repeat(4000)]));
    expect(checkContext(context)).toBeNull();
  });

  test('never puts a value or the whole of a long name into the message', () => {
    const problem = checkContext({ ['x'.repeat(5000)]: 'secret' });
    expect(problem?.length).toBeLessThan(120);
    expect(problem).not.toContain('secret');
  });
});

describe('checkContext names the problem with a value', () => {
  test.each([null, undefined, 'text', 1, [], [1]])('%j is not a context', (context) => {
    expect(checkContext(context)).toBe('the context must be a plain object of names and values');
  });

  test('returns null when there is no problem', () => {
    expect(checkContext({})).toBeNull();
  });
});

describe('isGuid', () => {
  test.each([
    ['87b4d06c-abc2-e811-a9b0-000d3a10e09e', true],
    ['87B4D06C-ABC2-E811-A9B0-000D3A10E09E', true],
    ['{87b4d06c-abc2-e811-a9b0-000d3a10e09e', false],
    ['87b4d06c-abc2-e811-a9b0-000d3a10e09e}', false],
    ['87b4d06cabc2e811a9b0000d3a10e09e', false],
    ['user-1', false],
  ])('%s: %s', (text, expected) => {
    expect(claims.isGuid(text)).toBe(expected);
  });
});
