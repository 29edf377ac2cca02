import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import type { BotSsoOptions } from '@lcw-auth/core';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A value that breaks the type. */
const wrong = (value: unknown) => value as BotSsoOptions['getToken'];
const thrower = () => {
  throw new Error('getToken failed');
};
const trap = {
  get token() {
    return thrower();
  },
};

describe.each(['v1', 'v2'] as const)('The widget receives one decision for every result of getToken (%s)', (generation) => {
  test.each([
    ['throws', wrong(thrower), 'bot-token-failed'],
    ['rejects', wrong(() => Promise.reject(new Error('no'))), 'bot-token-failed'],
    ['rejects with undefined', wrong(() => Promise.reject(undefined as unknown as Error)), 'bot-token-failed'],
    ['returns a number', wrong(() => 42), 'bot-token-malformed'],
    ['returns an empty string', wrong(() => ''), 'bot-token-malformed'],
    ['returns an object without a token', wrong(() => ({})), 'bot-token-malformed'],
    ['returns a token that is not a string', wrong(() => ({ token: 1, expiresAt: 1e15 })), 'bot-token-malformed'],
    ['returns an expiry that is not a number', wrong(() => ({ token: 'token', expiresAt: 'soon' })), 'bot-token-malformed'],
    ['returns a list', wrong(() => ['token']), 'bot-token-malformed'],
    ['returns an object that throws when it is read', wrong(() => trap), 'bot-token-failed'],
  ])('shows the card when it %s', async (_case, getToken, code) => {
    const page = await openBotPage(generation, { botSso: { getToken } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: true });
    expect(page.find('card-1')).toMatchObject({ status: 'sign-in-required', outcome: { type: 'failed', error: { code } } });
    expect(page.service.posts).toEqual([]);
  });

  test.each([
    ['null', null],
    ['undefined', undefined],
  ])('reads %s as no token', async (_case, value) => {
    const page = await openBotPage(generation, { botSso: { getToken: wrong(() => value) } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: true });
    expect(page.find('card-1')?.outcome).toEqual({ type: 'no-token' });
  });

  test('accepts a value that is not a promise', async () => {
    const page = await openBotPage(generation, { botSso: { getToken: wrong(() => 'token') } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
  });

  test('decides at the time limit when getToken never settles, and only once', async () => {
    let resolveToken: (token: string) => void = () => {};
    const page = await openBotPage(generation, { botSso: { getToken: () => new Promise((resolve) => (resolveToken = resolve)) } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: true, afterMs: 1800 });
    resolveToken('token');
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.calls.map((call) => call.answers.length)).toEqual([1]);
  });
});

describe.each(['v1', 'v2'] as const)('The widget receives one decision when other code fails (%s)', (generation) => {
  test.each([null, undefined, 7, {}, '', 'token.botframework.com/api', { toString: () => botTokenUrl('card-1') }])(
    'shows the card when the URL is %o',
    async (url) => {
      const page = await openBotPage(generation);
      expect(await page.requestDecision(url)).toEqual({ show: true, afterMs: 0 });
      expect(page.service.posts).toEqual([]);
    },
  );

  test('continues when onEvent and a subscriber throw, and their errors reach the error handlers of the page', async () => {
    const thrown = vi.fn();
    const page = await openBotPage(generation, {
      onEvent: (event) => {
        if (event.type.startsWith('card-')) throw new Error(`onEvent failed at ${event.type}`);
      },
    });
    const unsubscribe = page.auth.subscribe(() => expect.fail('a subscriber failed'));
    const call = page.call(botTokenUrl('card-1'));
    for (let turn = 0; turn < 200 && call.ended === 'running'; turn += 1) await vi.advanceTimersByTimeAsync(1).catch(thrown);
    unsubscribe();
    expect(call.answers).toMatchObject([{ show: false }]);
    expect(thrown.mock.calls.flat().map(String)).toContain('Error: onEvent failed at card-received');
  });

  test('resolves when the callback of the widget throws, and decides the next card', async () => {
    const page = await openBotPage(generation);
    const thrower = vi.fn(() => expect.fail('the widget failed'));
    const done = page.provide(botTokenUrl('card-1'), thrower);
    await vi.advanceTimersByTimeAsync(100);
    await expect(done).resolves.toBeUndefined();
    expect(thrower).toHaveBeenCalledTimes(1);
    expect(await page.requestDecision(botTokenUrl('card-2'))).toMatchObject({ show: false });
  });

  test('decides two calls for one card with one exchange', async () => {
    const page = await openBotPage(generation);
    const calls = [page.call(botTokenUrl('card-1')), page.call(botTokenUrl('card-1'))];
    await vi.advanceTimersByTimeAsync(100);
    expect(calls.map((call) => call.answers.map(({ show }) => show))).toEqual([[false], [false]]);
    expect(page.service.count('card-1')).toBe(1);
  });

  test('decides a second call for a held card within the time limit of the first', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble('hang'));
    const first = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(1000);
    const second = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(801);
    expect([first, second].map((call) => call.answers.map(({ show }) => show))).toEqual([[true], [true]]);
    expect(page.service.count('card-1')).toBe(1);
  });

  test('shows a card that arrives after botSso was removed or the client disconnected', async () => {
    const page = await openBotPage(generation);
    page.auth.setOptions({ botSso: undefined });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: true, afterMs: 0 });
    expect(page.state().status).toBe('disabled');
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'card-answered', signInId: 'card-1', outcome: 'no-token' }));
    page.disconnect();
    await vi.advanceTimersByTimeAsync(1);
    expect(await page.requestDecision(botTokenUrl('card-2'))).toEqual({ show: true, afterMs: 0 });
    expect(page.service.posts).toEqual([]);
  });

  test('decides immediately when the client disconnects while a card is held, and posts nothing afterwards', async () => {
    let resolveToken: (token: string) => void = () => {};
    const page = await openBotPage(generation, { botSso: { getToken: () => new Promise((resolve) => (resolveToken = resolve)) } });
    const call = page.call(botTokenUrl('card-1'));
    page.disconnect();
    await vi.advanceTimersByTimeAsync(1);
    expect(call.answers).toMatchObject([{ show: true }]);
    expect(page.events).toContainEqual({ type: 'card-settled', signInId: 'card-1', outcome: 'no-token', at: expect.any(Number) as number });
    resolveToken('token');
    await vi.advanceTimersByTimeAsync(5000);
    expect(page.service.posts).toEqual([]);
    expect(page.auth.getState().botSso).toEqual({ status: 'idle', cards: [] });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe.each(['v1', 'v2'] as const)('The time limit of a card (%s)', (generation) => {
  test('holds the card for 1,800 ms and then shows it', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble('hang'));
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(1799);
    expect(call.answers).toEqual([]);
    expect(page.find('card-1')).toMatchObject({ status: 'exchanging', visibility: 'held' });
    await vi.advanceTimersByTimeAsync(1);
    expect(call.answers).toMatchObject([{ show: true }]);
    expect(page.state()).toMatchObject({ status: 'sign-in-required', signInId: 'card-1', outcome: { type: 'timeout' } });
  });

  test.each([
    [300, 300],
    [0, 0],
    // In v1 a later callback would decide the next card.
    [60_000, 1900],
    [Infinity, 1900],
  ])('of %d ms: the widget receives the decision after %d ms', async (timeout, afterMs) => {
    const botSso = { getToken: () => Promise.resolve('token'), timeout };
    const page = await openBotPage(generation, { botSso }, createBotTokenServiceDouble('hang'));
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: true, afterMs });
  });

  test('changes the state to signed-in after a late success, while the card stays shown', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(200, 2500));
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    expect(page.state()).toMatchObject({ status: 'sign-in-required' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.state()).toMatchObject({ status: 'signed-in', signInId: 'card-1' });
    expect(page.find('card-1')).toMatchObject({ visibility: 'shown', outcome: { type: 'posted', httpStatus: 200 } });
    // The success is remembered.
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 0 });
    expect(page.service.count('card-1')).toBe(1);
  });

  test('changes nothing after a late failure', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(500, 2500));
    await page.card('card-1');
    const shown = page.state();
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.state()).toBe(shown);
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'card-settled', signInId: 'card-1', outcome: 'posted' }));
  });

  test('joins the running exchange when the same card arrives again', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(200, 2500));
    await page.requestDecision(botTokenUrl('card-1'));
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(page.service.count('card-1')).toBe(1);
  });
});
