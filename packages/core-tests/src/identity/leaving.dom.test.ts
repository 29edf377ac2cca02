import { describe, expect, test } from 'vitest';
import {
  ann,
  bob,
  claimsOf,
  generations,
  minute,
  onFakeTime,
  openPortalPage,
  pass,
  until,
  untilSettled,
} from '../support/portal-page.fixture.js';
import { createLiveChatAuth } from '@lcw-auth/core';

onFakeTime();

describe.each(generations)('Rule 9: the open chat of a person who leaves, with the widget %s', (generation) => {
  test.each([null, bob])('is never ended with their token once they have left, even where its own has expired: to %j', async (next) => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    await pass(20 * minute);
    page.receivedTokens.length = 0;
    page.auth.setOptions({ userId: next });
    await untilSettled();
    expect(page.simulator.getState().chat.status).not.toBe('open');
    expect(page.receivedTokens.map(({ token }) => token && claimsOf(token).sub)).not.toContain(ann);
  });

  test('leaves no token for later asks: one task after, they are answered for whoever is signed in', async () => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    page.auth.setOptions({ userId: bob });
    await pass(0);
    page.receivedTokens.length = 0;
    page.requestToken();
    await pass(0);
    expect(page.receivedTokens.map(({ token }) => claimsOf(token).sub)).toEqual([bob]);
  });

  test.each(['lcw:onMessageSent', 'lcw:onMessageReceived'])(
    'is closed where the client came after it had been opened, once it heard %s',
    async (type) => {
      const page = await openPortalPage({ generation });
      await until(page.simulator.startChat());
      page.disconnect();
      await pass(0);
      const later = createLiveChatAuth({ userId: ann, getAuthToken: page.auth.getOptions().getAuthToken });
      const disconnect = later.connect();
      await pass(0);
      window.dispatchEvent(new Event(type));
      // The widget asks the later one for a token.
      await until(page.simulator.perform('transcript'));
      later.setOptions({ userId: null });
      await untilSettled();
      expect(page.simulator.conversations).toMatchObject([{ contactId: ann, status: 'ended' }]);
      disconnect();
    },
  );
});

describe.each(generations)('Rule 9: a client for each person, the next in the same task, with the widget %s', (generation) => {
  const next = (page: Awaited<ReturnType<typeof openPortalPage>>, userId: string | null, options = {}) => {
    const client = createLiveChatAuth({ userId, getAuthToken: page.auth.getOptions().getAuthToken, ...options });
    page.disconnect();
    return client.connect();
  };

  test('closes the chat of the one before, and takes over nothing of theirs', async () => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    const disconnect = next(page, bob);
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ contactId: ann, status: 'ended' }]);
    expect(await until(page.simulator.startChat())).toMatchObject({ contactId: bob });
    disconnect();
  });

  test.each([
    ['of the same person', ann, ann],
    ['of somebody who was nobody', null, ann],
  ])('keeps the chat %s', async (_who, before, after) => {
    const page = await openPortalPage({ generation, userId: before, signInOptional: true, simulator: { signInOptional: true } });
    await until(page.simulator.startChat());
    const disconnect = next(page, after);
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ status: 'open' }]);
    disconnect();
  });

  test("keeps it where userChangePolicy is 'keep-chat', with the token that the widget holds", async () => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    const disconnect = next(page, bob, { userChangePolicy: 'keep-chat' });
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ status: 'open' }]);
    // Both generations use the token of the chat's start until it expires.
    await until(page.simulator.perform('transcript'));
    disconnect();
  });
});
