import { describe, expect, test, vi } from 'vitest';
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

describe.each(generations)('The open chat of a user who leaves, with the widget %s', (generation) => {
  test.each([null, bob])(
    'is never ended with the token of that user afterwards, also when the copy of the widget has expired: to %j',
    async (next) => {
      const page = await openPortalPage({ generation });
      await until(page.simulator.startChat());
      await pass(20 * minute);
      page.receivedTokens.length = 0;
      page.auth.setOptions({ userId: next });
      await untilSettled();
      expect(page.simulator.getState().chat.status).not.toBe('open');
      expect(page.receivedTokens.map(({ token }) => token && claimsOf(token).sub)).not.toContain(ann);
    },
  );

  test('does not receive the token of the next user, and that user sees no error, also when the copy of the widget has expired', async () => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    await pass(20 * minute);
    const perform = vi.spyOn(page.simulator.omnichannel, 'perform');
    page.auth.setOptions({ userId: bob });
    await untilSettled();
    for (const [{ token }] of perform.mock.calls) expect(token && claimsOf(token).sub).not.toBe(bob);
    expect(page.state()).toMatchObject({ chat: { status: 'closed' }, authToken: { status: 'valid', error: null } });
    const types = page.events.map(({ type }) => type);
    expect(types).not.toContain('widget-error');
    // v2 cannot end the conversation without a token. v1 has captured none, and asks for none.
    expect(types.includes('close-chat-failed')).toBe(generation === 'v2');
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: bob });
  });

  test('leaves no token: a request one task later receives the token of the current user', async () => {
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
    'is closed also when the client connected after it was opened, and saw %s',
    async (type) => {
      const page = await openPortalPage({ generation });
      await until(page.simulator.startChat());
      page.disconnect();
      await pass(0);
      const later = createLiveChatAuth({ userId: ann, getAuthToken: page.auth.getOptions().getAuthToken });
      const disconnect = later.connect();
      await pass(0);
      window.dispatchEvent(new Event(type));
      // The widget requests a token from the later client.
      await until(page.simulator.perform('transcript'));
      later.setOptions({ userId: null });
      await untilSettled();
      expect(page.simulator.conversations).toMatchObject([{ contactId: ann, status: 'ended' }]);
      disconnect();
    },
  );
});

describe.each(generations)('A new client for each user, connected in the same task, with the widget %s', (generation) => {
  const next = (page: Awaited<ReturnType<typeof openPortalPage>>, userId: string | null, options = {}) => {
    const client = createLiveChatAuth({ userId, getAuthToken: page.auth.getOptions().getAuthToken, ...options });
    page.disconnect();
    return client.connect();
  };

  test('closes the chat of the previous user', async () => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    const disconnect = next(page, bob);
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ contactId: ann, status: 'ended' }]);
    expect(await until(page.simulator.startChat())).toMatchObject({ contactId: bob });
    disconnect();
  });

  test.each([
    ['of the same user', ann, ann],
    ['of an anonymous user who signs in', null, ann],
  ])('keeps the chat %s', async (_who, before, after) => {
    const page = await openPortalPage({ generation, userId: before, signInOptional: true, simulator: { signInOptional: true } });
    await until(page.simulator.startChat());
    const disconnect = next(page, after);
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ status: 'open' }]);
    disconnect();
  });

  test("keeps the chat when userChangePolicy is 'keep-chat', with the token that the widget holds", async () => {
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

describe.each(generations)('The chat that another user starts afterwards, with the widget %s', (generation) => {
  test.each(['close-chat', 'keep-chat', 'reload-page'] as const)(
    'never carries the token of the previous user (%s)',
    async (userChangePolicy) => {
      const page = await openPortalPage({ generation, userChangePolicy });
      await until(page.simulator.startChat());
      page.auth.setOptions({ userId: bob });
      await untilSettled();
      if (userChangePolicy === 'keep-chat') await until(page.simulator.endChat());
      await untilSettled();
      expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: bob });
      await until(page.simulator.perform('transcript'));
      await pass(20 * minute);
      await until(page.simulator.perform('transcript'));
      expect(page.simulator.conversations).toMatchObject([
        { contactId: ann, status: 'ended' },
        { contactId: bob, status: 'open' },
      ]);
      page.auth.closeChat();
      await untilSettled();
    },
  );
});
