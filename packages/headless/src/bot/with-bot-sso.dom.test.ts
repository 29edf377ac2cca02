import { botTokenService } from '@lcw-auth/simulator';
import { signInActivity } from '@lcw-auth/simulator/omnichannel';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openPage } from '../headless.fixture.js';
import { withBotSso, type ActivitySource } from './with-bot-sso.js';

const tokens = botTokenService();

beforeEach(() => void vi.stubGlobal('fetch', (url: string, init: RequestInit) => tokens.fetch(new Request(url, init))));
afterEach(() => void vi.unstubAllGlobals());

interface StatusSource {
  connectionStatus$: { subscribe(listener: () => void): unknown };
}

async function openAdapter(getToken: () => Promise<string | null>) {
  // The exchange decides, and not the speed of the machine.
  const unhurried = { timeout: 60_000, widgetWait: { retries: 61, interval: 1_000, fallbackShow: true } };
  const page = await openPage({ client: { botSso: { getToken, ...unhurried } } });
  await page.sdk.startChat();
  const adapter = withBotSso(page.client, (await page.sdk.createChatAdapter()) as ActivitySource & StatusSource);
  adapter.connectionStatus$.subscribe(() => undefined);
  const activities = adapter.activities()[Symbol.asyncIterator]();
  const [conversation] = await page.conversations();
  const id = conversation?.id ?? '';
  const say = (text: string) => page.simulator.omnichannel.send(id, { from: 'bot', text });
  const sendCard = (signInId: string) => {
    const activity = signInActivity({ signInId, sasUrl: tokens.issue(signInId).sasUrl });
    return page.simulator.omnichannel.send(id, { from: 'bot', activity });
  };
  const next = async () => (await activities.next()).value as { text?: string; attachments?: readonly unknown[] };
  return { ...page, say, sendCard, next };
}

test('omits a card when the user is signed in to the bot, and continues with the next activities', async () => {
  const { say, sendCard, next, client } = await openAdapter(() => Promise.resolve('bot-token'));
  await sendCard('silent-card');
  await say('Hello, A');
  expect(await next()).toMatchObject({ text: 'Hello, A' });
  expect(client.getState().botSso.status).toBe('signed-in');
});

test('yields a card when there is no bot token', async () => {
  const { sendCard, next, client } = await openAdapter(() => Promise.resolve(null));
  await sendCard('shown-card');
  expect((await next()).attachments).toHaveLength(1);
  expect(client.getState().botSso.status).toBe('sign-in-required');
});

/** An adapter that is a class and keeps its state in private fields. */
class OwnAdapter implements ActivitySource {
  readonly #sent: string[] = [];
  get sent(): readonly string[] {
    return this.#sent;
  }
  post(text: string) {
    this.#sent.push(text);
  }
  async *activities() {
    yield* this.#sent;
  }
}

test('keeps the methods, accessors and class of the adapter', async () => {
  const { client } = await openPage({ client: { botSso: { getToken: () => Promise.resolve(null) } } });
  const adapter = withBotSso(client, new OwnAdapter());
  adapter.post('Hello');
  expect(adapter).toBeInstanceOf(OwnAdapter);
  expect(adapter.sent).toEqual(['Hello']);
  expect(await adapter.activities()[Symbol.asyncIterator]().next()).toEqual({ value: 'Hello', done: false });
});
