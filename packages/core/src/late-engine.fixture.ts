import { afterEach, beforeEach, expect, vi } from 'vitest';
import type * as engineModule from './engine.js';
import type * as library from './index.js';
import type { LiveChatAuth, LiveChatAuthEvent, LiveChatAuthOptions } from './index.js';
import { ann, pass, signFor } from './portal-page.fixture.js';
import type { AuthTokenProvider, BotAuthTokenProvider, WidgetWindow } from './widget.js';

type EngineModule = typeof engineModule;

/** A page with a widget, on which the chunk with the engine is on its way until the test says how that ends. */
export interface LatePage {
  /** The chunk is there, and all that waited for it has been done. */
  arrives(): Promise<void>;
  fails(): Promise<void>;
  /** The next try finds it. */
  isServedAgain(): Promise<void>;
  connect(options?: Partial<LiveChatAuthOptions>): LiveChatAuth;
  disconnect(): void;
  /** Asks as the widget does; the list fills with the answers. */
  ask(): (string | null)[];
  askForCard(): boolean[];
  providers: { auth?: AuthTokenProvider; bot?: BotAuthTokenProvider };
  events: LiveChatAuthEvent[];
  /** How often the chat was closed. */
  closed: number;
}

/** Call at the top of a test file, inside fake time. The page is a new one for each test. */
export function onLatePage(): LatePage {
  let create: typeof library.createLiveChatAuth;
  let chunk: { arrives(): void; fails(): void };
  const connections: (() => void)[] = [];

  async function putChunkOnItsWay() {
    const engine = await vi.importActual<EngineModule>('./engine.js');
    vi.resetModules();
    const way = new Promise<EngineModule>((resolve, reject) => {
      chunk = { arrives: () => resolve(engine), fails: () => reject(new Error('blocked')) };
    });
    vi.doMock('./engine.js', () => way);
  }

  /** The module runner answers in real time. */
  async function untilLoaded(isExpected: boolean) {
    const { loadEngine } = await import('./late-engine.js');
    await vi.waitFor(async () =>
      expect(
        await loadEngine().then(
          () => true,
          () => false,
        ),
      ).toBe(isExpected),
    );
    await pass(0);
  }

  const page: LatePage = {
    providers: {},
    events: [],
    closed: 0,
    async arrives() {
      chunk.arrives();
      await untilLoaded(true);
    },
    async fails() {
      chunk.fails();
      await untilLoaded(false);
    },
    async isServedAgain() {
      const engine = await vi.importActual<EngineModule>('./engine.js');
      vi.doMock('./engine.js', () => engine);
    },
    connect(options = {}) {
      const auth = create({
        userId: ann,
        getAuthToken: ({ userId }) => signFor(userId),
        botSso: { getToken: async () => null },
        onEvent: (event) => page.events.push(event),
        ...options,
      });
      connections.push(auth.connect());
      window.dispatchEvent(new Event('lcw:ready'));
      return auth;
    },
    disconnect() {
      for (const disconnect of connections.splice(0)) disconnect();
    },
    ask() {
      const answers: (string | null)[] = [];
      void page.providers.auth?.((token) => answers.push(token));
      return answers;
    },
    askForCard() {
      const answers: boolean[] = [];
      void page.providers.bot?.('https://token.botframework.com/api/sas/postToken?state=card-1', ({ show }) => answers.push(show));
      return answers;
    },
  };

  beforeEach(async () => {
    Object.assign(page, { providers: {}, events: [], closed: 0 });
    await putChunkOnItsWay();
    ({ createLiveChatAuth: create } = await import('./index.js'));
    const SDK = {
      setAuthTokenProvider: (provider: AuthTokenProvider) => void (page.providers.auth = provider),
      setBotAuthTokenProvider: (provider: BotAuthTokenProvider) => void (page.providers.bot = provider),
      startChat: () => {},
      closeChat: () => void (page.closed += 1),
    };
    (window as WidgetWindow).Microsoft = { Omnichannel: { LiveChatWidget: { SDK } } };
  });
  afterEach(async () => {
    chunk.arrives();
    page.disconnect();
    await pass(0);
    vi.doUnmock('./engine.js');
    vi.unstubAllGlobals();
    delete (window as WidgetWindow).Microsoft;
  });
  return page;
}
