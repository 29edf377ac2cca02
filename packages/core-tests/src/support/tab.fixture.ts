import { afterEach, beforeEach, vi } from 'vitest';
import { createBotTokenServiceDouble, type BotTokenServiceDouble } from './bot-token-service.fixture.js';
import {
  createLiveChatAuth,
  type LiveChatAuthClient,
  type LiveChatAuthOptions,
  type BotCard,
  type BotAuthTokenCallback,
  type BotAuthTokenProvider,
  type WidgetSdk,
} from '@lcw-auth/core';

/** A tab with its own widget and client. Several tabs run in one process. */
export interface Tab {
  auth: LiveChatAuthClient;
  /** Requests the decision about a card, as the widget does. `answers` receives the decisions. */
  requestDecision(botTokenUrl: string): { answers: boolean[]; done: Promise<void> };
  /** The registered provider itself. */
  provide(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
  find(signInId: string): BotCard | undefined;
  /** Disconnects, like a page whose app unmounts. */
  close(): void;
  /** Connects again, as after a remount. */
  open(): void;
  page: EventTarget & { sessionStorage: Pick<Storage, 'getItem' | 'setItem'> };
  /** How many times the library reloaded the page. */
  readonly reloads: number;
  /** How many times the library called the SDK's closeChat. */
  readonly closeChatCalls: number;
}

const tabs = new Set<Tab>();

export function closeTabs(): void {
  for (const tab of tabs) tab.close();
  tabs.clear();
}

/** Uses fake time in the whole file, and a new bot token service in place of `fetch` for each test. */
export function onFakeTabs(onService: (service: BotTokenServiceDouble) => void): void {
  beforeEach(() => {
    vi.useFakeTimers();
    const service = createBotTokenServiceDouble();
    vi.stubGlobal('fetch', service.fetch);
    onService(service);
  });
  afterEach(() => {
    closeTabs();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

/** Advances the time. */
export const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/**
 * Opens a tab whose widget is ready.
 * @param script Data of the script tag; null for a page without the tag.
 * @param storage The tab's session storage; null when storage is blocked.
 */
export function openTab(
  options: Partial<LiveChatAuthOptions> = {},
  script: { orgId?: string; appId?: string } | null = {},
  storage: Pick<Storage, 'getItem' | 'setItem'> | null = createStorage(),
): Tab {
  let reloads = 0;
  let closeChatCalls = 0;
  let provider: BotAuthTokenProvider | undefined;
  const sdk: WidgetSdk = {
    setAuthTokenProvider: () => {},
    setBotAuthTokenProvider: (registered) => {
      provider = registered;
    },
    startChat: () => {},
    closeChat: () => void (closeChatCalls += 1),
  };
  const document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    getElementById: (id: string) =>
      id === 'Microsoft_Omnichannel_LCWidget' && script !== null
        ? Object.assign(new EventTarget(), { dataset: { orgId: 'org', appId: 'app', ...script } })
        : null,
  });
  const page = Object.assign(new EventTarget(), {
    document,
    location: { reload: () => void (reloads += 1) },
    sessionStorage: storage ?? blockedStorage,
    Microsoft: { Omnichannel: { LiveChatWidget: { SDK: sdk } } },
  });
  const auth = createLiveChatAuth({
    userId: 'user-1',
    developmentConsole: false,
    getAuthToken: () => Promise.resolve(null),
    botSso: { getToken: ({ userId }) => Promise.resolve(userId && `token-of-${userId}`) },
    ...options,
    window: page as unknown as Window,
  });
  let disconnect = () => {};
  const open = () => {
    disconnect();
    disconnect = auth.connect();
    page.dispatchEvent(new Event('lcw:ready'));
  };
  open();
  const provide: Tab['provide'] = async (botTokenUrl, callback) => provider?.(botTokenUrl, callback);
  const tab: Tab = {
    auth,
    provide,
    requestDecision(botTokenUrl) {
      const answers: boolean[] = [];
      const done = provide(botTokenUrl, ({ show }) => void answers.push(show));
      return { answers, done };
    },
    find: (signInId) => auth.getState().botSso.cards.find((card) => card.signInId === signInId),
    close: () => disconnect(),
    open,
    page,
    get reloads() {
      return reloads;
    },
    get closeChatCalls() {
      return closeChatCalls;
    },
  };
  tabs.add(tab);
  return tab;
}

const blocked = () => {
  throw new DOMException('Storage is blocked.', 'SecurityError');
};
const blockedStorage = { getItem: blocked, setItem: blocked };

function createStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}
