import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LiveChatAuthEvent } from '@lcw-auth/core';
import { closePages, openBotPage, user as ann, type BotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const bob = 'b1b6cbb1-4c4f-4f0c-8f1c-0a5f7cbb9d52';

// A record, so that the compiler reports a type that is missing here. The script widget never emits `connected`.
const eventTypes = Object.keys({
  'widget-ready': true,
  'widget-unavailable': true,
  'widget-error': true,
  registered: true,
  'registration-failed': true,
  'close-chat-failed': true,
  conflict: true,
  'token-requested': true,
  'token-responded': true,
  'token-fetched': true,
  'token-failed': true,
  'token-warning': true,
  'token-not-requested': true,
  'user-changed': true,
  'signed-out': true,
  'sign-in-needed': true,
  'sign-in-failed': true,
  'card-ignored': true,
  'card-received': true,
  'card-answered': true,
  'card-settled': true,
} satisfies Record<Exclude<LiveChatAuthEvent['type'], 'connected'>, true>);

/** Checks each post: its token belongs to the active user, and its card was received for that user or for no user. */
function watchPosts(page: BotPage, activeUser: () => string | null) {
  const problems: string[] = [];
  const receivedFor = new Map<string, string | null>();
  const statuses = [500, 200];
  page.service.answer = (signInId, { body }) => {
    const owner = (body as { token: string }).token.replace('token-of-', '');
    if (owner !== activeUser()) problems.push(`${signInId}: the token of ${owner} while ${activeUser()} is active`);
    const received = receivedFor.get(signInId);
    if (received !== null && received !== owner) problems.push(`${signInId}: the token of ${owner} for a card of ${received}`);
    return statuses[page.service.posts.length % 2]!;
  };
  const card = (signInId: string) => {
    receivedFor.set(signInId, activeUser());
    page.call(botTokenUrl(signInId));
  };
  return { problems, card };
}

/** A page on which cards arrive, users sign in and leave, and the widget requests tokens and reports errors. */
async function liveThrough(
  generation: 'v1' | 'v2',
  startAs: string | null,
  onStart: (page: BotPage, change: (to: string | null) => void) => void,
) {
  let active = startAs;
  const page = await openBotPage(
    generation,
    {
      userId: startAs,
      userChangePolicy: 'keep-chat',
      onSignInNeeded: () => Promise.reject(new Error('The dialog was closed.')),
      botSso: {
        getToken: async ({ userId }) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          return userId && `token-of-${userId}`;
        },
      },
    },
    createBotTokenServiceDouble(200, 20),
  );
  const { problems, card } = watchPosts(page, () => active);
  const change = (to: string | null) => {
    active = to;
    page.auth.setOptions({ userId: to });
  };
  const pause = () => vi.advanceTimersByTimeAsync(50);
  onStart(page, change);

  card('card-1');
  await pause();
  await pause();
  window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 4 } }));
  window.dispatchEvent(new Event('lcw:ready'));
  card('card-2');
  await pause();
  change(active ?? ann);
  await pause();
  void page.auth.completeSignIn();
  await pause();
  card('card-3');
  await vi.advanceTimersByTimeAsync(10);
  await page.auth.signOut();
  active = null;
  await pause();
  active = page.auth.getOptions().userId ?? null;
  page.auth.retry();
  card('card-4');
  await pause();
  change(null);
  card('card-5');
  await pause();
  change(ann);
  void page.auth.completeSignIn();
  await pause();
  await vi.advanceTimersByTimeAsync(3_000);
  return { page, problems };
}

describe.each(['v1', 'v2'] as const)('A switch of the user by the app (%s)', (generation) => {
  describe.each([null, ann])('that starts with the user %j', (startAs) => {
    test.each(eventTypes)("inside the event %s never sends a token to another user's card", async (type) => {
      let count = 0;
      const { problems } = await liveThrough(generation, startAs, (page, change) =>
        page.auth.setOptions({
          onEvent(event) {
            if (event.type !== type || count >= 4) return;
            count += 1;
            change(count % 2 === 1 ? bob : ann);
          },
        }),
      );
      expect(problems).toEqual([]);
    });

    test.each(Array.from({ length: 24 }, (_, index) => index + 1))(
      "inside notification %i of a subscriber never sends a token to another user's card",
      async (number) => {
        let count = 0;
        const { problems, page } = await liveThrough(generation, startAs, ({ auth }, change) =>
          auth.subscribe(() => {
            count += 1;
            if (count === number) change(bob);
          }),
        );
        expect(problems).toEqual([]);
        expect(page.service.posts.length).toBeGreaterThan(0);
      },
    );
  });
});
