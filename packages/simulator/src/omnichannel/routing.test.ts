import { describe, expect, test } from 'vitest';
import { openOmnichannel } from './create-omnichannel.js';
import { shopOmnichannel, start } from './omnichannel.fixture.js';
import type { RoutingCondition, RoutingRule } from './workstream.js';

const routed = async (routingRules: readonly RoutingRule[], context: Record<string, string | number | boolean> | null) => {
  const omnichannel = shopOmnichannel({ workstream: { routingRules, defaultQueue: 'All customers' } });
  const { queue, priority } = await start(omnichannel, 'optional', context && {}, context ?? undefined);
  return { queue, priority };
};

const shopRules: readonly RoutingRule[] = [
  {
    name: 'VIP',
    when: [{ authenticated: true }, { variable: 'msdyn_isvip', operator: 'equals', value: true }],
    queue: 'Customers',
    priority: 10,
  },
  { name: 'Full cart', when: [{ variable: 'msdyn_cartvalue', operator: 'greater-than', value: 1000 }], queue: 'Customers', priority: 5 },
  { name: 'Known', when: [{ authenticated: true }], queue: 'Customers' },
  { name: 'Unknown', when: [{ authenticated: false }], queue: 'Visitors' },
];

describe('routes by sign-in and by context variables', () => {
  test.each([
    ['an anonymous visitor', null, { queue: 'Visitors', priority: 0 }],
    ['a signed-in customer', {}, { queue: 'Customers', priority: 0 }],
    ['a VIP', { msdyn_isvip: 'true' }, { queue: 'Customers', priority: 10 }],
    ['a customer who is not a VIP', { msdyn_isvip: 'false' }, { queue: 'Customers', priority: 0 }],
    ['a customer with a full cart (value as text)', { msdyn_cartvalue: '10000' }, { queue: 'Customers', priority: 5 }],
    ['a customer with a small cart', { msdyn_cartvalue: 200 }, { queue: 'Customers', priority: 0 }],
    ['a VIP with a full cart: the first rule applies', { msdyn_isvip: true, msdyn_cartvalue: 5000 }, { queue: 'Customers', priority: 10 }],
  ])('%s', async (_who, context, expected) => {
    expect(await routed(shopRules, context)).toEqual(expected);
  });
});

test('uses the default queue when no rule is met', async () => {
  expect(await routed([], {})).toEqual({ queue: 'All customers', priority: 0 });
});

test('uses Omnichannel’s default queue when the widget’s workstream is missing', async () => {
  const omnichannel = openOmnichannel({ widgets: [{ id: 'lost', name: 'Lost', authenticationSetting: null, workstream: 'Gone' }] });
  expect(await start(omnichannel, 'lost')).toMatchObject({ queue: 'Default queue', priority: 0 });
});

describe('conditions', () => {
  const fits = async (condition: RoutingCondition, context: Record<string, string | number | boolean>) =>
    (await routed([{ when: [condition], queue: 'Fits' }], context)).queue === 'Fits';
  const variable = 'msdyn_cartvalue';

  test.each([
    ['equals', 5, '5', true],
    ['equals', 5, 6, false],
    ['does-not-equal', 5, 6, true],
    ['does-not-equal', 5, 5, false],
    ['does-not-equal', 6, 5, true],
    ['does-not-equal', 5, undefined, true],
    ['equals', 'undefined', undefined, false],
    ['greater-than', 5, 5, false],
    ['greater-than', 5, '6', true],
    ['less-than', 5, 4, true],
    ['less-than', 5, 5, false],
    ['less-than', 5, 'few', false],
    ['is-present', undefined, '', true],
    ['is-present', undefined, undefined, false],
    ['equals', 5, undefined, false],
  ] as const)('%s %j with %j: %j', async (operator, value, given, expected) => {
    const condition = { variable, operator, ...(value !== undefined && { value }) };
    expect(await fits(condition, given === undefined ? {} : { [variable]: given })).toBe(expected);
  });
});
