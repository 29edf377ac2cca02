import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contacts, heldToken, issuer, openPage } from '../headless.fixture.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

test('ends a chat that opens after its user has left', async () => {
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => (openGate = resolve));
  const { client, sdk, conversations, close } = await openPage({
    simulator: { fetch: async (...request) => gate.then(() => issuer.fetch(...request)) },
  });
  await minutes(0);
  const started = sdk.startChat();
  await minutes(0);
  client.setOptions({ userId: 'B' });
  openGate();
  await started;
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  expect(client.getState().chat.status).toBe('closed');
  close();
});

test('gives the SDK no token when the user signs out while the event of the response is handled', async () => {
  const page = await openPage({
    // The SDK requests no token while it is initialized.
    sdk: { chatSDKConfig: {} },
    client: {
      onEvent(event) {
        if (event.type === 'token-responded') void page.client.signOut();
      },
    },
  });
  await page.sdk.startChat().catch(() => {});
  expect(heldToken(page.sdk)).toBeNull();
  page.close();
});

test('does not sign a user in during a chat that is authenticated already', async () => {
  const { sdk, getAuthToken, close } = await openPage({ sdk: { midChatSignIn: true } });
  const authenticateChat = vi.spyOn(sdk as unknown as { authenticateChat(): Promise<void> }, 'authenticateChat');
  await sdk.startChat();
  getAuthToken.mockRejectedValue(new Error('The token endpoint is down.'));
  await minutes(16);
  const call = sdk.getConversationDetails().catch(() => {});
  await minutes(1);
  await call;
  expect(heldToken(sdk)).toBeNull();
  getAuthToken.mockImplementation(() => issuer.sign({ sub: contacts.A }));
  await minutes(2);
  expect(authenticateChat).not.toHaveBeenCalled();
  close();
});
