import { describe, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import type { AgentAvailability } from '../omnichannel/agent-availability.js';
import { createOmnichannel } from '../omnichannel/create-omnichannel.js';
import { generations, issuer, readyPage } from './widget.fixture.js';

const answers = ({ raised }: ReturnType<typeof readyPage>) =>
  raised.filter(({ type }) => type === 'lcw:getAgentAvailability').map(({ detail }) => detail as AgentAvailability);

describe('getAgentAvailability', () => {
  test('returns the availability that its event carries', async () => {
    const page = readyPage({ setting: null, availability: { agents: 'busy', waitingCustomers: 2 } });
    const availability = await page.sdk.getAgentAvailability();
    expect(availability).toMatchObject({ queueId: 'Default queue', isAgentAvailable: false, positionInQueue: 3 });
    expect(answers(page)).toEqual([availability]);
  });

  test('v1 answers with the event only', async () => {
    const page = readyPage({ generation: 'v1', setting: null });
    expect(page.sdk.getAgentAvailability()).toBeUndefined();
    await eventually(() => expect(answers(page)).toMatchObject([{ isAgentAvailable: true }]));
  });

  test.each(generations)('%s: returns undefined and raises no event after an uninstall', async (generation) => {
    const page = readyPage({ generation, setting: null });
    page.uninstall();
    expect(await page.sdk.getAgentAvailability()).toBeUndefined();
    expect(answers(page)).toEqual([]);
  });

  test('counts a bot as an available agent', async () => {
    const page = readyPage({ setting: null, availability: { agents: 'offline' }, bot: {} });
    expect(await page.sdk.getAgentAvailability()).toMatchObject({ isAgentAvailable: true });
  });

  test('keeps an answer for two minutes', async () => {
    vi.useFakeTimers();
    const page = readyPage({ setting: null });
    await page.sdk.getAgentAvailability();
    page.simulator.setAvailability({ agents: 'busy' });
    await vi.advanceTimersByTimeAsync(119_999);
    expect(await page.sdk.getAgentAvailability()).toMatchObject({ isAgentAvailable: true });
    await vi.advanceTimersByTimeAsync(1);
    expect(await page.sdk.getAgentAvailability()).toMatchObject({ isAgentAvailable: false });
    page.simulator.setAvailability({});
    page.sdk.setContextProvider(() => ({ Tier: { value: 'gold' } }));
    expect(await page.sdk.getAgentAvailability()).toMatchObject({ isAgentAvailable: true });
    vi.useRealTimers();
  });

  test('raises no event after 100 requests in a minute', async () => {
    vi.useFakeTimers();
    const page = readyPage({ setting: null, availabilityCacheTime: 0 });
    for (let request = 0; request < 101; request += 1) await page.sdk.getAgentAvailability();
    expect(answers(page)).toHaveLength(100);
    expect(page.logged('availability-refused')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    await page.sdk.getAgentAvailability();
    expect(answers(page)).toHaveLength(101);
    vi.useRealTimers();
  });

  test('requests a token first when the chat is authenticated', async () => {
    const page = readyPage();
    expect(await page.sdk.getAgentAvailability()).toBeUndefined();
    expect(page.errors()).toHaveLength(1);
    const provider = vi.fn(async (callback: (token: string) => void) => callback(await issuer.sign()));
    page.sdk.setAuthTokenProvider(provider);
    expect(await page.sdk.getAgentAvailability()).toMatchObject({ isAgentAvailable: true });
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test('is refused while a chat is open', async () => {
    const page = readyPage({ setting: null });
    await page.simulator.startChat();
    expect(await page.sdk.getAgentAvailability()).toBeUndefined();
    expect(answers(page)).toEqual([]);
    expect(page.logged('availability-refused')).toMatchObject([
      { detail: { reason: expect.stringContaining('before a chat has started') } },
    ]);
  });

  test('reads operating hours with the clock of Omnichannel', async () => {
    const operatingHours = { timeZone: 'Europe/Berlin', periods: [{ days: ['monday'] as const, from: '09:00', to: '17:00' }] };
    const page = readyPage({ setting: null, clock: () => Date.parse('2026-01-13T10:00:00Z'), availability: { operatingHours } });
    expect(await page.sdk.getAgentAvailability()).toMatchObject({
      isQueueAvailable: false,
      nexttransitiontime: '2026-01-19T08:00:00.000Z',
    });
  });

  test('returns the availability of the queue to which the chat would be routed', async () => {
    const omnichannel = createOmnichannel({
      widgets: [{ id: 'shop', name: 'Shop', authenticationSetting: null, workstream: 'Chat' }],
      workstreams: [
        {
          name: 'Chat',
          contextVariables: ['Tier'],
          routingRules: [{ when: [{ variable: 'Tier', operator: 'equals', value: 'gold' }], queue: 'Gold' }],
          queueAvailability: { Gold: { averageWaitTime: 1 }, 'Default queue': { averageWaitTime: 30 } },
        },
      ],
    });
    const page = readyPage({ omnichannel, widgetId: 'shop', remember: 'nothing' });
    expect(await page.sdk.getAgentAvailability()).toMatchObject({ queueId: 'Default queue', averageWaitTime: 30 });
    page.sdk.setContextProvider(() => ({ Tier: { value: 'gold' } }));
    expect(await page.sdk.getAgentAvailability()).toMatchObject({ queueId: 'Gold', averageWaitTime: 1 });
    expect(() => page.simulator.setAvailability({})).toThrow('Change queueAvailability of the workstream instead');
  });
});
