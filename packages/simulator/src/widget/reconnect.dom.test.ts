import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import { contactId, issuer, shopOmnichannel } from '../omnichannel/omnichannel.fixture.js';
import type { Remember } from './conversation-memory.js';
import { generations, openPage, sdkOnPage } from './widget.fixture.js';

const key = (widgetId: string) => `lcw-simulator:${widgetId}`;
const kept = (storage: Storage) => Object.fromEntries(Object.keys(storage).map((name) => [name, storage.getItem(name)]));
const token = (claims = {}) => issuer.sign(claims);

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => void vi.restoreAllMocks());

/** Pages that share an Omnichannel, as those of one site do. */
function site(generation: 'v1' | 'v2', widgetId: 'shop' | 'plain' | 'optional', remember?: Remember) {
  const omnichannel = shopOmnichannel();
  const open = () => {
    const page = openPage({ generation, omnichannel, widgetId, ...(remember && { remember }) });
    page.simulator.ready();
    return { ...page, sdk: sdkOnPage() };
  };
  return { omnichannel, open };
}

describe.each(generations)('%s: a reload', (generation) => {
  test('keeps the conversation and its messages, and raises lcw:chatRetrieved', async () => {
    const { omnichannel, open } = site(generation, 'plain');
    const before = open();
    const { id } = await before.simulator.startChat();
    before.simulator.sendMessage('Hello');
    before.uninstall();
    const after = open();
    await eventually(() =>
      expect(after.simulator.getState()).toMatchObject({ chat: { status: 'open', conversation: { id } }, panel: 'open' }),
    );
    expect(after.types()).toEqual(['lcw:ready', 'lcw:chatRetrieved']);
    expect(after.simulator.getState().messages).toMatchObject([{ from: 'customer', text: 'Hello' }]);
    after.simulator.receiveMessage('Hello again', 'agent');
    expect(after.simulator.getState().messages).toHaveLength(2);
    expect(await omnichannel.getConversations()).toHaveLength(1);
  });

  test('of an authenticated chat requests a token again', async () => {
    const { omnichannel, open } = site(generation, 'shop');
    const jwt = await token();
    const provider = vi.fn((callback: (token: string) => void) => callback(jwt));
    const before = open();
    before.sdk.setAuthTokenProvider(provider);
    await before.simulator.startChat();
    before.uninstall();
    provider.mockClear();
    const after = open();
    after.sdk.setAuthTokenProvider(provider);
    await eventually(() => expect(after.simulator.getState().chat).toMatchObject({ conversation: { contactId } }));
    expect(provider).toHaveBeenCalledTimes(1);
    expect(after.errors()).toEqual([]);
    expect(await omnichannel.getConversations()).toHaveLength(1);
  });

  test('continues the chat only after a provider is registered', async () => {
    const { open } = site(generation, 'shop');
    const jwt = await token();
    const before = open();
    before.sdk.setAuthTokenProvider((callback) => callback(jwt));
    await before.simulator.startChat();
    before.uninstall();
    vi.useFakeTimers();
    const after = open();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(after.simulator.getState().chat.status).toBe('closed');
    expect(after.errors()).toEqual([]);
    after.sdk.setAuthTokenProvider((callback) => callback(jwt));
    await eventually(() => expect(after.simulator.getState().chat.status).toBe('open'));
  });

  test('as another customer starts a new conversation', async () => {
    const { omnichannel, open } = site(generation, 'shop');
    const [berts, adas] = [await token(), await token({ sub: '1b2c3d4e-0000-4000-8000-000000000001' })];
    const before = open();
    before.sdk.setAuthTokenProvider((callback) => callback(berts));
    await before.simulator.startChat();
    before.uninstall();
    const after = open();
    after.sdk.setAuthTokenProvider((callback) => callback(adas));
    const conversation = await after.simulator.startChat();
    expect(conversation.contactId).toBe('1b2c3d4e-0000-4000-8000-000000000001');
    expect(await omnichannel.getConversations()).toHaveLength(2);
  });

  test('of a conversation that the agent has ended opens no chat', async () => {
    const { omnichannel, open } = site(generation, 'plain');
    const before = open();
    const { id } = await before.simulator.startChat();
    before.uninstall();
    await omnichannel.endConversation(id);
    const after = open();
    await eventually(() => expect(localStorage.length).toBe(0));
    expect(after.simulator.getState().chat.status).toBe('closed');
  });

  test('loses the sign-in cards that were on screen', async () => {
    const { open } = site(generation, 'plain');
    const before = open();
    await before.simulator.startChat();
    await before.simulator.sendSignInCard({ signInId: null });
    before.uninstall();
    const after = open();
    await eventually(() => expect(after.simulator.getState().messages).toMatchObject([{ type: 'sign-in-card', visibility: 'hidden' }]));
  });
});

describe('the browser remembers', () => {
  test('only the conversation’s id, never a token', async () => {
    const { open } = site('v2', 'shop');
    const jwt = await token();
    const page = open();
    page.sdk.setAuthTokenProvider((callback) => callback(jwt));
    const { id } = await page.simulator.startChat();
    expect(kept(localStorage)).toEqual({ [key('shop')]: id });
    expect(kept(sessionStorage)).toEqual({});
  });

  test('nothing after the chat was ended', async () => {
    const { open } = site('v2', 'plain');
    const page = open();
    await page.simulator.startChat();
    await page.simulator.endChat();
    expect(localStorage.length).toBe(0);
  });

  test('nothing after the agent has ended the chat', async () => {
    const { open, omnichannel } = site('v2', 'plain');
    const { id } = await open().simulator.startChat();
    await omnichannel.endConversation(id);
    expect(localStorage.length).toBe(0);
  });

  test("only in the tab with remember: 'tab'", async () => {
    const { open } = site('v2', 'plain', 'tab');
    const { id } = await open().simulator.startChat();
    expect(kept(sessionStorage)).toEqual({ [key('plain')]: id });
    expect(localStorage.length).toBe(0);
  });

  test("nothing with remember: 'nothing', or by default without the option omnichannel", async () => {
    await site('v2', 'plain', 'nothing').open().simulator.startChat();
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
    await openPage({ setting: null }).simulator.startChat();
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  test('nothing when storage is forbidden, and the chat works', async () => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(await site('v2', 'plain').open().simulator.startChat()).toMatchObject({ status: 'open' });
  });
});

describe.each(generations)('%s: several tabs', (generation) => {
  /** Raises the event that a browser raises in this tab when another tab writes to storage. */
  const storageEvent = (widgetId: string, newValue: string | null) =>
    window.dispatchEvent(new StorageEvent('storage', { key: key(widgetId), newValue }));

  /** Two tabs with one storage. jsdom has one window, so the test raises the second tab's storage event. */
  async function twoTabs() {
    const { omnichannel, open } = site(generation, 'plain');
    const first = openPage({ generation, omnichannel, widgetId: 'plain' });
    first.simulator.ready();
    const firstSdk = sdkOnPage();
    const { id } = await first.simulator.startChat();
    const second = open();
    await eventually(() => expect(second.simulator.getState().chat.status).toBe('open'));
    return { omnichannel, first: { ...first, sdk: firstSdk }, second, id };
  }

  test('share a conversation and its messages', async () => {
    const { omnichannel, first, second, id } = await twoTabs();
    expect(second.simulator.getState().chat).toMatchObject({ conversation: { id } });
    first.simulator.sendMessage('from the first');
    second.simulator.sendMessage('from the second');
    const lines = [{ text: 'from the first' }, { text: 'from the second' }];
    expect(first.simulator.getState().messages).toMatchObject(lines);
    expect(second.simulator.getState().messages).toMatchObject(lines);
    expect(await omnichannel.getConversations()).toHaveLength(1);
  });

  test('each call their own provider for the same card', async () => {
    const { first, second } = await twoTabs();
    const providers = [vi.fn(), vi.fn()];
    first.sdk.setBotAuthTokenProvider((...given) => void providers[0]?.(...given));
    second.sdk.setBotAuthTokenProvider((...given) => void providers[1]?.(...given));
    vi.useFakeTimers();
    const result = first.simulator.sendSignInCard();
    await vi.advanceTimersByTimeAsync(2_000);
    await result;
    vi.useRealTimers();
    for (const provider of providers) expect(provider).toHaveBeenCalled();
  });

  test('a tab shows the chat minimized when another one starts it', async () => {
    const { open, omnichannel } = site(generation, 'plain');
    const { simulator } = open();
    const started = await omnichannel.startConversation({ widgetId: 'plain', token: null });
    const id = 'conversation' in started ? started.conversation.id : '';
    localStorage.setItem(key('plain'), id);
    storageEvent('plain', id);
    await eventually(() =>
      expect(simulator.getState()).toMatchObject({ chat: { status: 'open', conversation: { id } }, panel: 'minimized' }),
    );
  });

  test('a tab closes the chat when another tab ends it', async () => {
    const { open } = site(generation, 'plain');
    const { simulator } = open();
    await simulator.startChat();
    storageEvent('other', null);
    expect(simulator.getState().chat.status).toBe('open');
    localStorage.removeItem(key('plain'));
    storageEvent('plain', null);
    expect(simulator.getState()).toMatchObject({ chat: { status: 'closed' }, panel: 'closed' });
  });

  test('a tab keeps its new chat when the event of an earlier chat, which another tab has ended, arrives late', async () => {
    const { open } = site(generation, 'plain');
    const { simulator } = open();
    await simulator.startChat();
    storageEvent('plain', null);
    expect(simulator.getState()).toMatchObject({ chat: { status: 'open' }, panel: 'open' });
  });

  describe('a tab does not forget a newer chat of another tab', () => {
    const newer = { [key('plain')]: 'newer' };
    const startNewer = () => localStorage.setItem(key('plain'), 'newer');

    test('when the agent ends its own chat', async () => {
      const { open, omnichannel } = site(generation, 'plain');
      const { id } = await open().simulator.startChat();
      startNewer();
      await omnichannel.endConversation(id);
      expect(kept(localStorage)).toEqual(newer);
    });

    test('when the customer ends its own chat', async () => {
      const { simulator } = site(generation, 'plain').open();
      await simulator.startChat();
      startNewer();
      await simulator.endChat();
      expect(kept(localStorage)).toEqual(newer);
    });

    test('when the chat that it remembered has ended', async () => {
      const { open, omnichannel } = site(generation, 'plain');
      localStorage.setItem(key('plain'), 'ended');
      const perform = vi.spyOn(omnichannel, 'perform').mockImplementation(async () => {
        startNewer();
        return { notFound: true };
      });
      const { simulator } = open();
      await eventually(() => expect(perform).toHaveBeenCalledOnce());
      // It waits for the answer.
      await simulator.endChat();
      expect(kept(localStorage)).toEqual(newer);
    });
  });
});
