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

const stranger = 'b1b6cbb1-4c4f-4f0c-8f1c-0a5f7cbb9d52';
const ofThePerson = ({ userId }: BotTokenRequest) => Promise.resolve(userId && `token-of-${userId}`);

describe.each(['v1', 'v2'] as const)('Rule 9: another person, or nobody, ends every card (%s)', (generation) => {
  test.each([
    ['another person', stranger],
    ['nobody', null],
  ])('%s: a held card is answered at once, its exchange aborted, the list emptied', async (_case, next) => {
    const page = await openBotPage(
      generation,
      { userChangePolicy: 'keep-chat', botSso: { getToken: ofThePerson } },
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
    ['another person', stranger],
    ['nobody', null],
  ])('%s: a card on screen is not completed with the next token', async (_case, next) => {
    const page = await openBotPage(
      generation,
      { userChangePolicy: 'keep-chat', botSso: { getToken: ofThePerson } },
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

  test('what the person before had signed in for is asked about again, with the next token', async () => {
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken: ofThePerson } });
    await page.requestDecision(botTokenUrl('card-1'));
    page.auth.setOptions({ userId: stranger });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: `token-of-${user}` }, { token: `token-of-${stranger}` }]);
  });

  test('a token that comes late for the person before is never posted', async () => {
    let give: (token: string) => void = () => {};
    const getToken = vi.fn(({ userId }: BotTokenRequest) =>
      userId === user ? new Promise<string>((resolve) => (give = resolve)) : Promise.resolve('token-of-the-next'),
    );
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken } });
    page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(10);
    page.auth.setOptions({ userId: stranger });
    expect(getToken.mock.calls[0]?.[0].signal.aborted).toBe(true);
    give('token-of-the-previous-user');
    await page.requestDecision(botTokenUrl('card-2'));
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: 'token-of-the-next' }]);
  });

  test('ends every exchange of the previous user, also those of cards that were dropped because there are too many', async () => {
    const page = await openBotPage(
      generation,
      { userChangePolicy: 'keep-chat', botSso: { getToken: ofThePerson } },
      createBotTokenServiceDouble('hang'),
    );
    for (let number = 1; number <= 25; number += 1) page.call(botTokenUrl(`card-${number}`));
    await vi.advanceTimersByTimeAsync(3000);
    // The chat's history shows one of them again.
    await page.requestDecision(botTokenUrl('card-25', { lifetime: -1 }));
    page.auth.setOptions({ userId: stranger });
    expect(page.service.posts.map(({ init }) => init.signal?.aborted)).toEqual(Array.from({ length: 20 }, () => true));
  });

  test('a token that comes after a sign-out is nobody’s, and asks for no sign-in', async () => {
    const give: ((token: string | null) => void)[] = [];
    const getToken = vi.fn(() => new Promise<string | null>((resolve) => void give.push(resolve)));
    const onSignInNeeded = vi.fn();
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken }, onSignInNeeded });
    give[0]?.(null);
    page.call(botTokenUrl('card-1'));
    page.call(botTokenUrl('card-2'));
    await vi.advanceTimersByTimeAsync(10);
    await page.auth.signOut();
    give[1]?.(null);
    give[2]?.('token-of-the-previous-user');
    await vi.advanceTimersByTimeAsync(10);
    expect(onSignInNeeded).not.toHaveBeenCalled();
    expect(page.service.posts).toEqual([]);
    // Not even for the same person, who is back.
    page.auth.retry();
    page.call(botTokenUrl('card-3'));
    await vi.advanceTimersByTimeAsync(10);
    expect(getToken).toHaveBeenCalledTimes(4);
  });

  test('a card that waits for the warm-up when its person leaves asks no more', async () => {
    const getToken = vi.fn(() => new Promise<string | null>(() => {}));
    const page = await openBotPage(generation, { userChangePolicy: 'keep-chat', botSso: { getToken } });
    page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(10);
    await page.auth.signOut();
    await vi.advanceTimersByTimeAsync(10);
    expect(getToken).toHaveBeenCalledTimes(1);
  });

  test('signOut() ends them too', async () => {
    const page = await openBotPage(generation, { botSso: { getToken: ofThePerson } }, createBotTokenServiceDouble(500));
    await page.card('card-1');
    await page.auth.signOut();
    expect(page.state()).toEqual({ status: 'idle', cards: [] });
  });
});

describe.each(['v1', 'v2'] as const)('Rule 9: somebody after nobody keeps the card and its exchange (%s)', (generation) => {
  test('a held card goes on, and is hidden when the token turns out good', async () => {
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

describe.each(['v1', 'v2'] as const)('onSignInNeeded: a card asks for the sign-in, with reason bot (%s)', (generation) => {
  test('while nobody is signed in; a sign-in before the deadline hides the card', async () => {
    const asked: SignInRequest[] = [];
    const page = await openBotPage(generation, {
      userId: null,
      botSso: { getToken: ofThePerson },
      onSignInNeeded: (request) => void asked.push(request),
    });
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([{ reason: 'bot', signal: expect.any(AbortSignal) as AbortSignal }]);
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(call.answers).toMatchObject([{ show: false }]);
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: `token-of-${user}` }]);
  });

  test('a sign-in after the deadline is posted for the card that was shown meanwhile', async () => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: ofThePerson }, onSignInNeeded: () => {} });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: true, afterMs: 1800 });
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
    expect(page.service.count('card-1')).toBe(1);
  });

  test('completeSignIn() ends the wait where the app signs in without a userId', async () => {
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
  ])('the card is shown by the deadline when it %s', async (_case, onSignInNeeded) => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: ofThePerson }, onSignInNeeded });
    expect((await page.requestDecision(botTokenUrl('card-1'))).afterMs).toBeLessThanOrEqual(1800);
    expect(page.state()).toMatchObject({ status: 'sign-in-required', outcome: { type: 'no-token' } });
    expect(page.service.posts).toEqual([]);
  });

  test('a sign-in that comes when bot single sign-on is off again finds no token', async () => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: async () => null }, onSignInNeeded: () => {} });
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(500);
    page.auth.setOptions({ botSso: undefined });
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(call.answers).toMatchObject([{ show: true }]);
    expect(page.events.findLast(({ type }) => type === 'card-settled')).toMatchObject({ outcome: 'no-token' });
  });

  test('two cards ask once', async () => {
    const onSignInNeeded = vi.fn();
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: ofThePerson }, onSignInNeeded });
    page.call(botTokenUrl('card-1'));
    page.call(botTokenUrl('card-2'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(onSignInNeeded).toHaveBeenCalledTimes(1);
  });

  test('nobody is asked for a person who is signed in, or for a URL that is refused', async () => {
    const onSignInNeeded = vi.fn();
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve(null) }, onSignInNeeded });
    await page.requestDecision(botTokenUrl('card-1'));
    page.auth.setOptions({ userId: null });
    await page.requestDecision(botTokenUrl('card-2', { host: 'evil.example' }));
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });
});
