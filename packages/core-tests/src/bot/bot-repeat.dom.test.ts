import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(['v1', 'v2'] as const)('A sign-in id is remembered only after a success (%s)', (generation) => {
  test('hides a card that arrives again after a 200 immediately, without a second post', async () => {
    const decide = vi.fn(() => undefined as never);
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve('token'), decide } });
    await page.card('card-1');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 0 });
    expect(page.service.count('card-1')).toBe(1);
    expect(decide).toHaveBeenLastCalledWith({ type: 'already-signed-in' });
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'hidden', outcome: { type: 'already-signed-in' } });
  });

  test('hides it also when its URL has expired, for example in the history of the chat', async () => {
    const page = await openBotPage(generation);
    const url = botTokenUrl('card-1');
    await page.card('card-1', url);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await page.requestDecision(url)).toEqual({ show: false, afterMs: 0 });
  });

  test.each([202, 404])('posts again for a card that arrives again after a %i', async (status) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(status));
    await page.card('card-1');
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(page.service.count('card-1')).toBe(2);
  });

  test.each([400, 500, 'network-failure', 'hang'] as const)('posts again for a card whose exchange failed (%s)', async (answer) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(answer));
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    // A post that hangs ends when its URL expires.
    await vi.advanceTimersByTimeAsync(60_000);
    page.service.answer = 200;
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(page.service.count('card-1')).toBe(2);
    expect(page.state().cards).toMatchObject([{ signInId: 'card-1', status: 'signed-in', visibility: 'hidden' }]);
  });

  test('keeps the twenty newest cards, newest first', async () => {
    const page = await openBotPage(generation);
    for (let number = 1; number <= 25; number += 1) await page.requestDecision(botTokenUrl(`card-${number}`));
    expect(page.state().cards.map(({ signInId }) => signInId)).toEqual(Array.from({ length: 20 }, (_, index) => `card-${25 - index}`));
    // The list no longer has the card, but its success is remembered.
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(page.service.count('card-1')).toBe(1);
  });
});

describe.each(['v1', 'v2'] as const)('Two cards at the same time (%s)', (generation) => {
  test.each([
    ['in the order of arrival', { good: 50, bad: 400 }],
    ['in the other order', { good: 400, bad: 50 }],
    ['at the same time', { good: 100, bad: 100 }],
  ])('receive their own decisions, %s', async (_case, latency) => {
    const page = await openBotPage(generation);
    page.service.answer = (signInId) => {
      page.service.latency = latency[signInId as 'good' | 'bad'];
      return signInId === 'good' ? 200 : 500;
    };
    // v1 keeps one answer, and posts it when the promise of a call resolves.
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

  test('receive their own decisions when both are known in one task', async () => {
    const page = await openBotPage(generation);
    await page.requestDecision(botTokenUrl('good'));
    const kept: { last?: boolean; posted: (boolean | undefined)[] } = { posted: [] };
    for (const url of [botTokenUrl('good'), botTokenUrl('bad', { host: 'evil.example' }), botTokenUrl('good')])
      void page.provide(url, ({ show }) => (kept.last = show)).then(() => kept.posted.push(kept.last));
    await vi.advanceTimersByTimeAsync(10);
    expect(kept.posted).toEqual([false, true, false]);
  });

  test('receive their own decisions when they reach their time limits at the same time', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble('hang'));
    const calls = ['a', 'b', 'c'].map((signInId) => page.call(botTokenUrl(signInId)));
    await vi.advanceTimersByTimeAsync(1810);
    expect(calls.map(({ answers }) => answers.map(({ show }) => show))).toEqual([[true], [true], [true]]);
  });

  test('are decided by the widget with their own decisions when one waits behind the other', async () => {
    const page = await openBotPage(generation);
    page.service.answer = (signInId) => (signInId === 'good' ? 200 : 500);
    const decisions = ['bad', 'good', 'worse'].map((signInId) =>
      page.simulator.sendSignInCard({ signInId, sasUrl: botTokenUrl(signInId) }),
    );
    await vi.advanceTimersByTimeAsync(6000);
    expect((await Promise.all(decisions)).map(({ shown }) => shown)).toEqual([true, false, true]);
  });
});

describe.each(['v1', 'v2'] as const)('One bot provider is registered for the life of the page (%s)', (generation) => {
  test('also when a client reconnects and a second client connects, which then decides', async () => {
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
