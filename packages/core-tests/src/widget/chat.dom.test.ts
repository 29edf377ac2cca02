import { describe, expect, test } from 'vitest';
import { ann, bob, generations, onFakeTime, openPortalPage, pass, until, untilSettled } from '../support/portal-page.fixture.js';

onFakeTime();

describe.each(generations)('startChat, with the widget %s', (generation) => {
  test('opens the chat when the widget is ready and a token is held', async () => {
    const page = await openPortalPage({ generation, ready: false, endpoint: { delay: 2000 } });
    const started = page.auth.startChat();
    await pass(1000);
    page.simulator.ready();
    await untilSettled();
    expect(page.simulator.getState().chat.status).toBe('closed');
    await pass(2000);
    await started;
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ authenticated: true, contactId: ann }]);
  });

  test('rejects when the widget is unavailable', async () => {
    const page = await openPortalPage({ generation, ready: false, readyTimeout: 100 });
    const started = page.auth.startChat();
    started.catch(() => undefined);
    await pass(100);
    await expect(started).rejects.toMatchObject({ code: 'widget-not-ready' });
  });

  test('opens the chat without a token too, and keeps the error of the endpoint', async () => {
    const page = await openPortalPage({ generation, endpoint: { answer: async () => 'no JWT' } });
    await page.auth.startChat();
    await untilSettled();
    expect(page.simulator.getState().chat).toMatchObject({ status: 'failed', errorCode: 3 });
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-malformed' } });
  });
});

describe('A chat counts as open', () => {
  /** Returns how often the endpoint is requested before null counts: twice while a chat is open. */
  async function requestsAfter(...events: string[]) {
    const page = await openPortalPage({ endpoint: { answer: async () => null } });
    for (const event of events) window.dispatchEvent(new Event(event));
    page.endpoint.requests.length = 0;
    void page.auth.getAuthToken({ force: true });
    await pass(2000);
    return page.endpoint.requests.length;
  }

  test.each(['lcw:startChat', 'lcw:chatRetrieved'])('from %s', async (opened) => {
    expect(await requestsAfter(opened)).toBe(2);
  });

  test('not before', async () => {
    expect(await requestsAfter()).toBe(1);
  });

  test.each(['lcw:closeChat', 'lcw:onClose'])('until %s', async (closed) => {
    expect(await requestsAfter('lcw:startChat', closed)).toBe(1);
  });
});

describe.each(generations)('closeChat, with the widget %s', (generation) => {
  test('closes the chat', async () => {
    const page = await openPortalPage({ generation });
    await page.auth.startChat();
    await untilSettled();
    page.auth.closeChat();
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ status: 'ended' }]);
    expect(page.state().authToken).toMatchObject({ status: 'valid', error: null });
  });

  test('does nothing without a chat or without a widget', async () => {
    const page = await openPortalPage({ generation, ready: false });
    expect(page.auth.closeChat).not.toThrow();
    page.simulator.ready();
    expect(page.auth.closeChat).not.toThrow();
    await pass(0);
    expect(page.state().widget.status).toBe('ready');
  });
});

test('startChat rejects with an AbortError when the client disconnects while it waits for the token', async () => {
  const page = await openPortalPage({ endpoint: { delay: 5_000 } });
  const started = page.auth.startChat();
  await pass(100);
  page.disconnect();
  await expect(until(started)).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([
  ['another user signs in', bob],
  ['the user signs out', null],
])('startChat opens no chat when %s while it waits for the token', async (_what, userId) => {
  const page = await openPortalPage({ endpoint: { delay: 5_000 } });
  const started = page.auth.startChat();
  await pass(100);
  page.auth.setOptions({ userId });
  await expect(until(started)).rejects.toMatchObject({ name: 'AbortError' });
  expect(page.simulator.getState().chat.status).toBe('closed');
});
