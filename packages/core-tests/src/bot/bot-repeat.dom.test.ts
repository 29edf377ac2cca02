import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(['v1', 'v2'] as const)('Rule 11: a sign-in id counts as done after success only (%s)', (generation) => {
  test('a card that comes again after a 200 is hidden at once, without a second POST', async () => {
    const decide = vi.fn(() => undefined as never);
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve('token'), decide } });
    await page.card('card-1');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 0 });
    expect(page.service.count('card-1')).toBe(1);
    expect(decide).toHaveBeenLastCalledWith({ type: 'already-signed-in' });
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'hidden', outcome: { type: 'already-signed-in' } });
  });

  test('so is one whose URL has expired since: the chat’s history shows it again', async () => {
    const page = await openBotPage(generation);
    const url = botTokenUrl('card-1');
    await page.card('card-1', url);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await page.requestDecision(url)).toEqual({ show: false, afterMs: 0 });
  });

  test.each([202, 404])('a card that comes again after a %i is asked about again', async (status) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(status));
    await page.card('card-1');
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(page.service.count('card-1')).toBe(2);
  });

  test.each([400, 500, 'network-failure', 'hang'] as const)(
    'a card that failed (%s) is tried again when it comes again',
    async (answer) => {
      const page = await openBotPage(generation, {}, createBotTokenServiceDouble(answer));
      expect(await page.card('card-1')).toMatchObject({ shown: true });
      // A POST that hangs is given up with its URL.
      await vi.advanceTimersByTimeAsync(60_000);
      page.service.answer = 200;
      expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
      expect(page.service.count('card-1')).toBe(2);
      expect(page.state().cards).toMatchObject([{ signInId: 'card-1', status: 'signed-in', visibility: 'hidden' }]);
    },
  );

  test('keeps the twenty newest cards, newest first', async () => {
    const page = await openBotPage(generation);
    for (let number = 1; number <= 25; number += 1) await page.requestDecision(botTokenUrl(`card-${number}`));
    expect(page.state().cards.map(({ signInId }) => signInId)).toEqual(Array.from({ length: 20 }, (_, index) => `card-${25 - index}`));
    // Forgotten by the list, still remembered as done.
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(page.service.count('card-1')).toBe(1);
  });
});

describe.each(['v1', 'v2'] as const)('Rule 11: two cards at once do not disturb each other (%s)', (generation) => {
  test.each([
    ['in the order they came', { good: 50, bad: 400 }],
    ['in the other order', { good: 400, bad: 50 }],
    ['in the same instant', { good: 100, bad: 100 }],
  ])('each gets its own answer, %s', async (_case, latency) => {
    const page = await openBotPage(generation);
    page.service.answer = (signInId) => {
      page.service.latency = latency[signInId as 'good' | 'bad'];
      return signInId === 'good' ? 200 : 500;
    };
    // What v1 would post for a call: the one answer it keeps, read when the call's promise resolves.
    const kept: { last?: boolean; posted: Record<string, boolean | undefined> } = { posted: {} };
    const urls = { good: botTokenUrl('good'), bad: botTokenUrl('bad') };
    const calls = (['good', 'bad'] as const).map((name) =>
      page.provide(urls[name], ({ show }) => (kept.last = show)).then(() => (kept.posted[name] = kept.last)),
    );
    await vi.advanceTimersByTimeAsync(500);
    await Promise.all(calls);
    expect(kept.posted).toEqual({ good: false, bad: true });
    expect(page.find('good')).toMatchObject({ status: 'signed-in', visibility: 'hidden' });
    expect(page.find('bad')).toMatchObject({ status: 'sign-in-required', visibility: 'shown' });
    expect(page.state()).toMatchObject({ status: 'sign-in-required', signInId: 'bad' });
  });

  test('each gets its own answer, both known in one task', async () => {
    const page = await openBotPage(generation);
    await page.requestDecision(botTokenUrl('good'));
    const kept: { last?: boolean; posted: (boolean | undefined)[] } = { posted: [] };
    for (const url of [botTokenUrl('good'), botTokenUrl('bad', { host: 'evil.example' }), botTokenUrl('good')])
      void page.provide(url, ({ show }) => (kept.last = show)).then(() => kept.posted.push(kept.last));
    await vi.advanceTimersByTimeAsync(10);
    expect(kept.posted).toEqual([false, true, false]);
  });

  test('cards that one after the other meet their deadline in one instant are each answered', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble('hang'));
    const calls = ['a', 'b', 'c'].map((signInId) => page.call(botTokenUrl(signInId)));
    await vi.advanceTimersByTimeAsync(1810);
    expect(calls.map(({ answers }) => answers.map(({ show }) => show))).toEqual([[true], [true], [true]]);
  });

  test('the widget itself decides a card that waits behind another by that card’s own answer', async () => {
    const page = await openBotPage(generation);
    page.service.answer = (signInId) => (signInId === 'good' ? 200 : 500);
    const decisions = ['bad', 'good', 'worse'].map((signInId) =>
      page.simulator.sendSignInCard({ signInId, sasUrl: botTokenUrl(signInId) }),
    );
    await vi.advanceTimersByTimeAsync(6000);
    expect((await Promise.all(decisions)).map(({ shown }) => shown)).toEqual([true, false, true]);
  });
});

describe.each(['v1', 'v2'] as const)('Rule 2: one trampoline for the page’s life (%s)', (generation) => {
  test('a client that reconnects, and a second client, add no second provider; the last one connected answers', async () => {
    const page = await openBotPage(generation);
    page.disconnect();
    await vi.advanceTimersByTimeAsync(1);
    const reconnected = page.auth.connect();
    window.dispatchEvent(new Event('lcw:ready'));
    page.auth.setOptions({ botSso: undefined });
    page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('token') } });
    expect(page.registrations).toBe(1);
    expect(await page.card('card-1')).toMatchObject({ shown: false, providerCalls: 1 });
    reconnected();
  });
});
