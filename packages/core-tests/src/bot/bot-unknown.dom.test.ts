import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { botTokenUrl } from '../support/bot-token-service.fixture.js';
import { closePages, openBotPage, user } from '../support/bot-page.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  closePages();
  await vi.advanceTimersByTimeAsync(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const later = (ms: number, token: string | null) => new Promise<string | null>((resolve) => setTimeout(resolve, ms, token));

test('a token that arrives while the session is unknown is posted only when the user is known again', async () => {
  const page = await openBotPage('v2', { botSso: { getToken: ({ signInId }) => later(200, signInId && 'token-of-the-card') } });
  await vi.advanceTimersByTimeAsync(500);
  page.call(botTokenUrl('card-1'));
  page.auth.setOptions({ userId: undefined });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(page.service.posts).toEqual([]);
  page.auth.setOptions({ userId: user });
  await vi.advanceTimersByTimeAsync(300);
  expect(page.service.posts).toHaveLength(1);
  expect(page.calls.at(-1)?.answers).toMatchObject([{ show: false }]);
});

test('a missing token while the session is unknown does not call onSignInNeeded', async () => {
  const signIn = vi.fn<() => void>();
  const page = await openBotPage('v2', { botSso: { getToken: () => later(200, null) }, onSignInNeeded: signIn });
  await vi.advanceTimersByTimeAsync(500);
  page.call(botTokenUrl('card-1'));
  page.auth.setOptions({ userId: undefined });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(signIn).not.toHaveBeenCalled();
});

test("a token for an anonymous visitor that arrives after the user's own token is dropped", async () => {
  const page = await openBotPage('v2', {
    userId: null,
    botSso: { getToken: ({ userId }) => (userId === null ? later(1_000, 'token-of-a-visitor') : later(0, 'token-of-the-user')) },
  });
  page.call(botTokenUrl('card-1'));
  await vi.advanceTimersByTimeAsync(100);
  page.auth.setOptions({ userId: user });
  await vi.advanceTimersByTimeAsync(2_000);
  page.call(botTokenUrl('card-2'));
  await vi.advanceTimersByTimeAsync(200);
  expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: 'token-of-the-user' }, { token: 'token-of-the-user' }]);
});
