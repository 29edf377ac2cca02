import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type * as engineModule from './engine.js';
import type * as library from './index.js';
import type { LiveChatAuth, LiveChatAuthEvent, LiveChatAuthOptions } from './index.js';
import { ann, bob, claimsOf, onFakeTime, pass, signFor } from './portal-page.fixture.js';
import type { AuthTokenProvider, BotAuthTokenProvider, WidgetWindow } from './widget.js';

type EngineModule = typeof engineModule;

onFakeTime();

let create: typeof library.createLiveChatAuth;
/** How the chunk that is on its way ends; it comes in real time. */
let chunk: { arrives(): void; fails(): void };
let providers: { auth?: AuthTokenProvider; bot?: BotAuthTokenProvider };
let closed: number;
const events: LiveChatAuthEvent[] = [];
const connections: (() => void)[] = [];

beforeEach(async () => {
  events.length = closed = 0;
  providers = {};
  await putChunkOnItsWay();
  ({ createLiveChatAuth: create } = await import('./index.js'));
  (window as WidgetWindow).Microsoft = {
    Omnichannel: {
      LiveChatWidget: {
        SDK: {
          setAuthTokenProvider: (provider) => void (providers.auth = provider),
          setBotAuthTokenProvider: (provider) => void (providers.bot = provider),
          startChat: () => {},
          closeChat: () => void (closed += 1),
        },
      },
    },
  };
});
afterEach(async () => {
  chunk.arrives();
  for (const disconnect of connections.splice(0)) disconnect();
  await pass(0);
  vi.doUnmock('./engine.js');
  delete (window as WidgetWindow).Microsoft;
});

async function putChunkOnItsWay() {
  const engine = await vi.importActual<EngineModule>('./engine.js');
  vi.resetModules();
  const way = new Promise<EngineModule>((resolve, reject) => {
    chunk = { arrives: () => resolve(engine), fails: () => reject(new Error('blocked')) };
  });
  vi.doMock('./engine.js', () => way);
}

function connect(options: Partial<LiveChatAuthOptions> = {}): LiveChatAuth {
  const auth = create({
    userId: ann,
    getAuthToken: ({ userId }) => signFor(userId),
    botSso: { getToken: async () => null },
    onEvent: (event) => events.push(event),
    ...options,
  });
  connections.push(auth.connect());
  window.dispatchEvent(new Event('lcw:ready'));
  return auth;
}

/** Asks as the widget does; the list fills with the answers. */
function ask(): (string | null)[] {
  const answers: (string | null)[] = [];
  void providers.auth?.((token) => answers.push(token));
  return answers;
}
function askForCard(): boolean[] {
  const answers: boolean[] = [];
  void providers.bot?.('https://token.botframework.com/api/sas/postToken?state=card-1', ({ show }) => answers.push(show));
  return answers;
}

describe('While the chunk with the engine is on its way', () => {
  test('both providers are registered, inside lcw:ready', () => {
    connect();
    expect(Object.keys(providers)).toEqual(['auth', 'bot']);
  });

  test('an ask waits for it, and gets one token', async () => {
    const auth = connect();
    const answers = ask();
    await pass(0);
    expect(answers).toEqual([]);
    expect(auth.getState().authToken).toEqual({ status: 'pending' });
    chunk.arrives();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(claimsOf(answers[0]).sub).toBe(ann);
    expect(auth.getState().authToken.status).toBe('valid');
    expect(ask()).toHaveLength(1);
  });

  test('an ask gets null at the time limit, and a card shows at its own: each once', async () => {
    connect({ tokenTimeout: 4000 });
    const [answers, cards] = [ask(), askForCard()];
    await pass(1799);
    expect(cards).toEqual([]);
    await pass(1);
    expect(cards).toEqual([true]);
    await pass(2199);
    expect(answers).toEqual([]);
    await pass(1);
    expect(answers).toEqual([null]);
    chunk.arrives();
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain('token-fetched'));
    expect([answers, cards]).toEqual([[null], [true]]);
  });

  test('the time that an ask has waited counts: its answer comes within the limit', async () => {
    connect({ tokenTimeout: 4000, getAuthToken: () => new Promise(() => {}) });
    const answers = ask();
    await pass(3000);
    chunk.arrives();
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toContain('token-asked'));
    expect(answers).toEqual([]);
    await pass(1000);
    expect(answers).toEqual([null]);
  });

  test('a change of user is not lost: whoever asked before gets no token of the next one, and the chat is closed', async () => {
    const asked: (string | null)[] = [];
    const auth = connect({
      getAuthToken: ({ userId }) => signFor((asked.push(userId), userId)),
      botSso: { getToken: async ({ userId }) => (asked.push(userId), null) },
    });
    window.dispatchEvent(new Event('lcw:chatRetrieved'));
    const [answers, cards] = [ask(), askForCard()];
    auth.setOptions({ userId: bob });
    expect(auth.getState().userId).toBe(bob);
    chunk.arrives();
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject({ status: 'valid', claims: { sub: bob } }));
    await vi.waitFor(() => expect(answers).toEqual([null]));
    await vi.waitFor(() => expect(cards).toEqual([true]));
    expect(new Set(asked)).toEqual(new Set([bob]));
    expect(closed).toBe(1);
    expect(claimsOf(ask()[0]).sub).toBe(bob);
  });

  test('the state follows the options', () => {
    const auth = connect({ userId: null, botSso: undefined });
    expect(auth.getState()).toMatchObject({ authToken: { status: 'signed-out', cause: 'no-user' }, botSso: { status: 'disabled' } });
    auth.setOptions({ userId: ann, botSso: { getToken: async () => null } });
    expect(auth.getState()).toMatchObject({ userId: ann, authToken: { status: 'pending' }, botSso: { status: 'idle' } });
  });

  test('whoever disconnects meanwhile is asked for nothing', async () => {
    const getAuthToken = vi.fn<() => Promise<null>>(async () => null);
    const auth = connect({ getAuthToken, userId: ann });
    for (const disconnect of connections.splice(0)) disconnect();
    await pass(0);
    chunk.arrives();
    // Its answer comes from the engine, so by now it is there.
    expect(await auth.getAuthToken()).toBeNull();
    expect(getAuthToken.mock.calls).toEqual([[expect.objectContaining({ reason: 'manual' })]]);
  });
});

describe('Where the chunk with the engine does not load', () => {
  test('the state says so, asks get null and cards show', async () => {
    const auth = connect();
    const [answers, cards] = [ask(), askForCard()];
    chunk.fails();
    await vi.waitFor(() => expect([answers, cards]).toEqual([[null], [true]]));
    expect(auth.getState().authToken).toMatchObject({ status: 'error', error: { code: 'engine-not-loaded', retryable: true } });
    expect(events).toContainEqual(expect.objectContaining({ type: 'token-failed', code: 'engine-not-loaded' }));
    expect(await auth.getAuthToken()).toBeNull();
  });

  test.each([
    ['the next ask', () => void ask()],
    ['being online again', () => window.dispatchEvent(new Event('online'))],
    ['retry', (auth: LiveChatAuth) => auth.retry()],
  ])('%s tries again', async (_what, tryAgain) => {
    const auth = connect();
    chunk.fails();
    await vi.waitFor(() => expect(auth.getState().authToken.status).toBe('error'));
    const engine = await vi.importActual<EngineModule>('./engine.js');
    vi.doMock('./engine.js', () => engine);
    tryAgain(auth);
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject({ status: 'valid', error: null }));
  });
});
