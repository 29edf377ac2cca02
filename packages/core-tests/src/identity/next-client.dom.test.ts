import { describe, expect, test } from 'vitest';
import { createLiveChatAuth, type LiveChatAuthClient, type LiveChatAuthOptions } from '@lcw-auth/core';
import { ann, bob, generations, onFakeTime, openPortalPage, pass, until } from '../support/portal-page.fixture.js';

onFakeTime();

/** Opens a page with a chat of Ann, whose client disconnects: the app removes its provider at a sign-out. */
async function openPageWithoutProvider(generation: 'v1' | 'v2', beforeDisconnect: (auth: LiveChatAuthClient) => void = () => {}) {
  const page = await openPortalPage({ generation });
  await until(page.simulator.startChat());
  beforeDisconnect(page.auth);
  page.disconnect();
  await pass(100);
  const connect = (options: Partial<LiveChatAuthOptions>) => {
    const client = createLiveChatAuth({ userId: ann, getAuthToken: page.auth.getOptions().getAuthToken, ...options });
    return { client, disconnect: client.connect() };
  };
  return { page, connect };
}

describe.each(generations)('A client that connects after another client has disconnected, with the widget %s', (generation) => {
  test('closes the open chat of a different user', async () => {
    const { page, connect } = await openPageWithoutProvider(generation);
    const { disconnect } = connect({ userId: bob });
    await pass(1_000);
    expect(page.simulator.getState().chat.status).not.toBe('open');
    expect(await until(page.simulator.startChat())).toMatchObject({ contactId: bob });
    disconnect();
  });

  test('closes it when the session of the previous client was unknown at the end', async () => {
    const { page, connect } = await openPageWithoutProvider(generation, (auth) => auth.setOptions({ userId: undefined }));
    const { disconnect } = connect({ userId: null });
    await pass(1_000);
    expect(page.simulator.getState().chat.status).not.toBe('open');
    disconnect();
    await pass(5_000);
  });

  test('waits until its own session is known', async () => {
    const { page, connect } = await openPageWithoutProvider(generation);
    const { client, disconnect } = connect({ userId: undefined });
    await pass(1_000);
    expect(page.simulator.getState().chat.status).toBe('open');
    client.setOptions({ userId: bob });
    await pass(1_000);
    expect(page.simulator.getState().chat.status).not.toBe('open');
    disconnect();
  });

  test('keeps the chat of the same user, also after an unknown session', async () => {
    const { page, connect } = await openPageWithoutProvider(generation);
    const { client, disconnect } = connect({ userId: undefined });
    await pass(1_000);
    client.setOptions({ userId: ann });
    await pass(20 * 60_000);
    expect(page.simulator.getState().chat.status).toBe('open');
    disconnect();
  });

  test('closes no later chat of its own user', async () => {
    const { page, connect } = await openPageWithoutProvider(generation);
    const { disconnect } = connect({ userId: bob });
    await pass(1_000);
    await until(page.simulator.startChat());
    await pass(20 * 60_000);
    expect(page.simulator.getState().chat.status).toBe('open');
    disconnect();
  });

  test("keeps the chat with userChangePolicy 'keep-chat'", async () => {
    const { page, connect } = await openPageWithoutProvider(generation);
    const { disconnect } = connect({ userId: bob, userChangePolicy: 'keep-chat' });
    await pass(1_000);
    expect(page.simulator.getState().chat.status).toBe('open');
    disconnect();
  });
});
