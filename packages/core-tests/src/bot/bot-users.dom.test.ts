import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage, user } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import type { BotTokenRequest, SignInRequest } from '@lcw-auth/core';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const otherUser = 'b1b6cbb1-4c4f-4f0c-8f1c-0a5f7cbb9d52';
const tokenOfUser = ({ userId }: BotTokenRequest) => Promise.resolve(userId && `token-of-${userId}`);

describe.each(['v1', 'v2'] as const)('When the user changes or leaves (%s)', (generation) => {
  test.each([
    ['another user', otherUser],
    ['no user', null],
  ])('to %s, a held card is shown immediately, its exchange is aborted, and the list is empty', async (_case, next) => {
    const page = await openBotPage(
      generation,
      { userChangePolicy: 'keep-chat', botSso: { getToken: tokenOfUser } },
      createBotTokenServiceDouble(200, 1000),
    );
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(500);
    page.auth.setOptions({ userId: next });
    await vi.advanceTimersByTimeAsync(1);
    expect(call.answers).toMatchObject([{ show: true }]);
    expect(page.service.posts[0]?.init.signal?.aborted).toBe(true);
    expect(page.state()).toEqual({ status: 'idle', cards: [] });
    await vi.advanceTimersByTimeAsync(70_000);
    expect(page.state()).toEqual({ status: 'idle', cards: [] });
  });

  test.each([
    ['another user', otherUser],
    ['no user', null],
  ])('to %s, a card on screen is not completed with the next token', async (_case, next) => {
    const page = await openBotPage(
      generation,
      { userChangePolicy: 'keep-chat', botSso: { getToken: tokenOfUser } },
      createBotTokenServiceDouble(500),
    );
    await page.card('card-1');
    page.auth.setOptions({ userId: next });
    await page.auth.completeSignIn();
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(1000);
    expect(page.service.count('card-1')).toBe(1);
    expect(page.state().cards).toEqual([]);
  });

  test('a card that the previous user completed is exchanged again with the token of the next user', async () => {
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken: tokenOfUser } });
    await page.requestDecision(botTokenUrl('card-1'));
    page.auth.setOptions({ userId: otherUser });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: `token-of-${user}` }, { token: `token-of-${otherUser}` }]);
  });

  test('a late token of the previous user is never posted', async () => {
    let resolveToken: (token: string) => void = () => {};
    const getToken = vi.fn(({ userId }: BotTokenRequest) =>
      userId === user ? new Promise<string>((resolve) => (resolveToken = resolve)) : Promise.resolve('token-of-the-next-user'),
    );
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken } });
    page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(10);
    page.auth.setOptions({ userId: otherUser });
    expect(getToken.mock.calls[0]?.[0].signal.aborted).toBe(true);
    resolveToken('token-of-the-previous-user');
    await page.requestDecision(botTokenUrl('card-2'));
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: 'token-of-the-next-user' }]);
  });

  test('every exchange ends, also that of cards that were dropped because there were too many', async () => {
    const page = await openBotPage(
      generation,
      { userChangePolicy: 'keep-chat', botSso: { getToken: tokenOfUser } },
      createBotTokenServiceDouble('hang'),
    );
    for (let number = 1; number <= 25; number += 1) page.call(botTokenUrl(`card-${number}`));
    await vi.advanceTimersByTimeAsync(3000);
    // The history of the chat shows one of the cards again.
    await page.requestDecision(botTokenUrl('card-25', { lifetime: -1 }));
    page.auth.setOptions({ userId: otherUser });
    expect(page.service.posts.map(({ init }) => init.signal?.aborted)).toEqual(Array.from({ length: 20 }, () => true));
  });

  test('a token that arrives after a sign-out is dropped, and no sign-in is requested', async () => {
    const resolveToken: ((token: string | null) => void)[] = [];
    const getToken = vi.fn(() => new Promise<string | null>((resolve) => void resolveToken.push(resolve)));
    const onSignInNeeded = vi.fn();
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken }, onSignInNeeded });
    resolveToken[0]?.(null);
    page.call(botTokenUrl('card-1'));
    page.call(botTokenUrl('card-2'));
    await vi.advanceTimersByTimeAsync(10);
    await page.auth.signOut();
    resolveToken[1]?.(null);
    resolveToken[2]?.('token-of-the-previous-user');
    await vi.advanceTimersByTimeAsync(10);
    expect(onSignInNeeded).not.toHaveBeenCalled();
    expect(page.service.posts).toEqual([]);
    // It is dropped also when the same user signs in again.
    page.auth.retry();
    page.call(botTokenUrl('card-3'));
    await vi.advanceTimersByTimeAsync(10);
    expect(getToken).toHaveBeenCalledTimes(4);
  });

  test('a card that waits for the first bot token does not request a second one', async () => {
    const getToken = vi.fn(() => new Promise<string | null>(() => {}));
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken } });
    page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(10);
    await page.auth.signOut();
    await vi.advanceTimersByTimeAsync(10);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  test('signOut() ends all cards', async () => {
    const page = await openBotPage(generation, { botSso: { getToken: tokenOfUser } }, createBotTokenServiceDouble(500));
    await page.card('card-1');
    await page.auth.signOut();
    expect(page.state()).toEqual({ status: 'idle', cards: [] });
  });
});

describe.each(['v1', 'v2'] as const)('When a user signs in on an anonymous page (%s)', (generation) => {
  test('a held card keeps its exchange, and is hidden when the service accepts the token', async () => {
    const getToken = () => Promise.resolve('token');
    const page = await openBotPage(generation, { userId: null, botSso: { getToken } }, createBotTokenServiceDouble(200, 500));
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(100);
    page.auth.setOptions({ userId: user });
    expect(page.find('card-1')).toMatchObject({ status: 'exchanging', visibility: 'held' });
    await vi.advanceTimersByTimeAsync(500);
    expect(call.answers).toMatchObject([{ show: false }]);
    expect(page.service.count('card-1')).toBe(1);
  });
});

describe.each(['v1', 'v2'] as const)('A card calls onSignInNeeded with the reason bot (%s)', (generation) => {
  test('when no user is signed in, and a sign-in before the time limit hides the card', async () => {
    const signInRequests: SignInRequest[] = [];
    const page = await openBotPage(generation, {
      userId: null,
      botSso: { getToken: tokenOfUser },
      onSignInNeeded: (request) => void signInRequests.push(request),
    });
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(signInRequests).toEqual([{ reason: 'bot', signal: expect.any(AbortSignal) as AbortSignal }]);
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(call.answers).toMatchObject([{ show: false }]);
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: `token-of-${user}` }]);
  });

  test('and a sign-in after the time limit posts the token for the card, which was shown', async () => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: tokenOfUser }, onSignInNeeded: () => {} });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: true, afterMs: 1800 });
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
    expect(page.service.count('card-1')).toBe(1);
  });

  test('and completeSignIn() ends the wait of an app that signs in without a userId', async () => {
    let token: string | null = null;
    const page = await openBotPage(generation, {
      userId: null,
      botSso: { getToken: () => Promise.resolve(token) },
      onSignInNeeded: () => {},
    });
    await page.requestDecision(botTokenUrl('card-1'));
    token = 'token-of-the-dialog';
    void page.auth.completeSignIn();
    await vi.advanceTimersByTimeAsync(100);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
  });

  test.each([
    ['resolves without a sign-in', () => Promise.resolve()],
    ['rejects', () => Promise.reject(new Error('closed'))],
    [
      'throws',
      () => {
        throw new Error('blocked');
      },
    ],
  ])('and the card is shown within the time limit when it %s', async (_case, onSignInNeeded) => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: tokenOfUser }, onSignInNeeded });
    expect((await page.requestDecision(botTokenUrl('card-1'))).afterMs).toBeLessThanOrEqual(1800);
    expect(page.state()).toMatchObject({ status: 'sign-in-required', outcome: { type: 'no-token' } });
    expect(page.service.posts).toEqual([]);
  });

  test('and a sign-in after botSso was removed finds no token', async () => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: async () => null }, onSignInNeeded: () => {} });
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(500);
    page.auth.setOptions({ botSso: undefined });
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(call.answers).toMatchObject([{ show: true }]);
    expect(page.events.findLast(({ type }) => type === 'card-settled')).toMatchObject({ outcome: 'no-token' });
  });

  test('once for two cards', async () => {
    const onSignInNeeded = vi.fn();
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: tokenOfUser }, onSignInNeeded });
    page.call(botTokenUrl('card-1'));
    page.call(botTokenUrl('card-2'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(onSignInNeeded).toHaveBeenCalledTimes(1);
  });

  test('but not while a user is signed in, and not for a refused URL', async () => {
    const onSignInNeeded = vi.fn();
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve(null) }, onSignInNeeded });
    await page.requestDecision(botTokenUrl('card-1'));
    page.auth.setOptions({ userId: null });
    await page.requestDecision(botTokenUrl('card-2', { host: 'evil.example' }));
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });
});
