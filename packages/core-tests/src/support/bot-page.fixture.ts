import { createLiveChatSimulator, type LiveChatSimulator, type SignInCardResult } from '@lcw-auth/simulator';
import { expect, vi } from 'vitest';
import { botTokenUrl, createBotTokenServiceDouble, type BotTokenServiceDouble } from './bot-token-service.fixture.js';
import {
  type LiveChatAuthEvent,
  createLiveChatAuth,
  type LiveChatAuthClient,
  type LiveChatAuthOptions,
  type BotCard,
  type BotSsoState,
  type BotAuthTokenCallback,
  type BotAuthTokenProvider,
  type WidgetWindow,
} from '@lcw-auth/core';

/** One call of the bot provider, as the widget sees it. */
export interface ProviderCall {
  answers: { show: boolean; at: number }[];
  ended: 'running' | 'resolved' | 'rejected';
  /** Number of answers that came after its promise had resolved. */
  late: number;
}

/** A page with the simulated widget, a bot token service and one client, on fake time. */
export interface BotPage {
  auth: LiveChatAuthClient;
  simulator: LiveChatSimulator;
  service: BotTokenServiceDouble;
  /** Every call of the provider, oldest first. */
  calls: ProviderCall[];
  events: LiveChatAuthEvent[];
  disconnect(): void;
  /** The bot sends a card; resolves when the widget has decided, some fake seconds later. */
  card(signInId: string, sasUrl?: string): Promise<SignInCardResult>;
  /** Calls the registered provider as the widget does, and returns the decision and its time. */
  requestDecision(botTokenUrl: unknown): Promise<{ show: boolean; afterMs: number }>;
  /** The registered provider itself. */
  provide(botTokenUrl: unknown, callback: BotAuthTokenCallback): Promise<void>;
  /** How many times a bot provider was registered. */
  readonly registrations: number;
  /** Calls it and does not wait for the answer. */
  call(botTokenUrl: unknown): ProviderCall;
  state(): BotSsoState;
  find(signInId: string): BotCard | undefined;
}

export const user = '8f4ad4b2-7bd3-4d3f-a1de-0b5e5b7f3a10';

const open = new Set<() => void>();

/** Closes all pages, and checks that each provider call had one callback, before its promise resolved, and did not reject. */
export function closePages(): void {
  for (const close of [...open]) close();
}

/** Opens a page whose widget is ready and whose chat is open. Requires fake time. */
export async function openBotPage(
  generation: 'v1' | 'v2',
  { botSso, ...options }: Partial<LiveChatAuthOptions> = {},
  service: BotTokenServiceDouble = createBotTokenServiceDouble(),
): Promise<BotPage> {
  vi.stubGlobal('fetch', service.fetch);
  const simulator = createLiveChatSimulator({ generation, readyAfter: 'never', cardTiming: 'silent-wait' });
  const uninstall = simulator.install();
  const calls: ProviderCall[] = [];
  let provider: BotAuthTokenProvider = () => expect.fail('no bot provider is registered');
  let registrations = 0;
  // Runs before the client's listener, and records what the client registers.
  const onReady = () => {
    const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
    if (!sdk) throw new Error('the simulator has no SDK');
    const register = sdk.setBotAuthTokenProvider;
    sdk.setBotAuthTokenProvider = (registered) => {
      registrations += 1;
      provider = watched(registered, calls);
      return register(provider);
    };
  };
  window.addEventListener('lcw:ready', onReady, { once: true });

  const events: LiveChatAuthEvent[] = [];
  const auth = createLiveChatAuth({
    userId: user,
    getAuthToken: () => Promise.resolve(null),
    botSso: { getToken: () => Promise.resolve('bot-token'), ...botSso },
    ...options,
    onEvent(event) {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  const disconnect = auth.connect();
  simulator.ready();
  const started = simulator.startChat();
  await vi.advanceTimersByTimeAsync(100);
  await started;

  open.add(() => {
    open.clear();
    disconnect();
    uninstall();
    for (const call of calls) {
      expect(call.answers.length, 'callbacks of one provider call').toBeLessThan(2);
      expect(call.late, 'callbacks after the promise had resolved').toBe(0);
      expect(call.ended).not.toBe('rejected');
      if (call.ended === 'resolved') expect(call.answers).toHaveLength(1);
    }
  });

  const page: BotPage = {
    auth,
    simulator,
    service,
    calls,
    events,
    disconnect,
    async card(signInId, sasUrl = botTokenUrl(signInId)) {
      let result: SignInCardResult | undefined;
      void simulator.sendSignInCard({ signInId, sasUrl }).then((decided) => (result = decided));
      for (let waited = 0; !result && waited < 5000; waited += 100) await vi.advanceTimersByTimeAsync(100);
      if (!result) throw new Error('the widget has not decided');
      return result;
    },
    provide: async (url, callback) => provider(url as string, callback),
    get registrations() {
      return registrations;
    },
    call(url) {
      void page.provide(url, () => undefined);
      const call = calls.at(-1);
      if (!call) throw new Error('not called');
      return call;
    },
    async requestDecision(url) {
      const requestedAt = Date.now();
      const call = page.call(url);
      for (let waited = 0; call.ended === 'running' && waited < 5000; waited += 1) await vi.advanceTimersByTimeAsync(1);
      const [answer] = call.answers;
      if (!answer) throw new Error('the provider has not answered');
      return { show: answer.show, afterMs: answer.at - requestedAt };
    },
    state: () => auth.getState().botSso,
    find: (signInId) => auth.getState().botSso.cards.find((card) => card.signInId === signInId),
  };
  return page;
}

function watched(provider: BotAuthTokenProvider, calls: ProviderCall[]): BotAuthTokenProvider {
  return async (url, callback) => {
    const call: ProviderCall = { answers: [], ended: 'running', late: 0 };
    calls.push(call);
    try {
      await provider(url, (answer) => {
        call.answers.push({ show: answer.show, at: Date.now() });
        if (call.ended !== 'running') call.late += 1;
        return callback(answer);
      });
      call.ended = 'resolved';
    } catch (error) {
      call.ended = 'rejected';
      throw error;
    }
  };
}
