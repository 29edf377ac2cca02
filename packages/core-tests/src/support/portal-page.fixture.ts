import { createLiveChatSimulator, createTestIssuer, type LiveChatSimulator, type LiveChatSimulatorOptions } from '@lcw-auth/simulator';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type * as library from '@lcw-auth/core';
import {
  createLiveChatAuth,
  type AuthTokenRequest,
  type LiveChatAuthClient,
  type LiveChatAuthEvent,
  type LiveChatAuthOptions,
  type AuthTokenProvider,
  type WidgetSdk,
  type WidgetWindow,
} from '@lcw-auth/core';
import { countWork, workIsDone } from './pending-work.fixture.js';
import { scriptId, sleep } from './widget-page.fixture.js';

export const generations = ['v1', 'v2'] as const;
/** GUIDs of contacts. The user ids of this portal are the subjects of its tokens. */
export const ann = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
export const bob = '0b1c7e52-5a3d-4f7e-9c55-8d1f3a2b4c6d';

export const issuer = await createTestIssuer();
export const minute = 60_000;
/** One call of the app's `getAuthToken`. */
export interface EndpointRequest extends AuthTokenRequest {
  at: number;
  settled: boolean;
}

/** The app's token endpoint. A test may change it at any time. */
export interface Endpoint {
  /** Time until it responds, in milliseconds. */
  delay: number;
  /** Lifetime of its tokens, in minutes. */
  life: number;
  /** Returns something other than a token of the requested user. */
  answer: ((request: AuthTokenRequest) => Promise<unknown>) | null;
  requests: EndpointRequest[];
}

/** One value that the callback of a provider received. */
export interface ReceivedToken {
  token: unknown;
  at: number;
}

/** One token request of the widget. */
export interface TokenRequest {
  answers: ReceivedToken[];
  requestedAt: number;
}

/** A portal's page with the simulated widget, a token endpoint and one client, on fake time. */
export interface PortalPage {
  auth: LiveChatAuthClient;
  simulator: LiveChatSimulator;
  endpoint: Endpoint;
  events: LiveChatAuthEvent[];
  /** Every value that the widget received from a registered provider. */
  receivedTokens: ReceivedToken[];
  disconnect(): void;
  /** Removes the simulated widget, like a page that is closed. */
  uninstall(): void;
  /** Calls the registered provider, as v2 does. */
  requestToken(): TokenRequest;
  /** Resolves to the response to a request; default: a new request. */
  responseTo(request?: TokenRequest): Promise<unknown>;
  /** Number of registrations of the auth provider. */
  registrations(): number;
  state(): ReturnType<LiveChatAuthClient['getState']>;
}

export interface PortalPageOptions extends Partial<LiveChatAuthOptions> {
  generation?: 'v1' | 'v2';
  simulator?: LiveChatSimulatorOptions;
  endpoint?: Partial<Endpoint>;
  /** Called with each value that the widget receives, at that moment. */
  onToken?(token: unknown): void;
  /** Whether the client connects. Default true. */
  connected?: boolean;
  /** Whether the widget becomes ready and the first token is fetched. Default true. */
  ready?: boolean;
}

const closers: (() => void)[] = [];
/** The number of the running test, so that a loop of an earlier test ends. */
let testNumber = 0;
/** Advances the time by `ms`, timer by timer, and completes the work that each timer starts. Rejects with the first error of a timer. */
export async function pass(ms: number): Promise<void> {
  const own = testNumber;
  await workIsDone();
  let isOver = false;
  setTimeout(() => (isOver = true), ms);
  const thrown: unknown[] = [];
  while (!isOver && own === testNumber) {
    try {
      vi.advanceTimersToNextTimer();
    } catch (error) {
      thrown.push(error);
    }
    await workIsDone();
  }
  if (thrown.length > 0) throw thrown[0];
}

/** Advances the time until the promise settles, and returns the promise. */
export async function until<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  promise.catch(() => {}).finally(() => (isSettled = true));
  for (let waited = 0; !isSettled; waited += 1) {
    if (waited > 20_000) throw new Error('The promise does not settle.');
    await pass(1);
  }
  return promise;
}

export const untilSettled = () => pass(100);
export function setVisibility(state: 'visible' | 'hidden'): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}

export const sdk = (): WidgetSdk | undefined => (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
export const claimsOf = (jwt: unknown) => JSON.parse(atob(String(jwt).split('.')[1] ?? '')) as { sub: string; iat: number; exp: number };

/**
 * Signs a token for a user.
 * @param ahead How far the endpoint's clock is ahead of the device's, in milliseconds.
 */
export const signFor = (sub: string, minutes = 15, ahead = 0) => {
  const iat = Math.floor((Date.now() + ahead) / 1000);
  return issuer.sign({ sub, iat, nbf: iat, exp: iat + minutes * 60 });
};

/** Opens a page. Requires `onFakeTime`. */
export async function openPortalPage(given: PortalPageOptions = {}): Promise<PortalPage> {
  const { generation = 'v2', simulator: simulated = {}, endpoint: how = {}, connected = true, ready = true, onToken, ...options } = given;
  const simulator = createLiveChatSimulator({
    generation,
    readyAfter: 'never',
    // Without a token, v1 would call the client function of the setting.
    setting: issuer.setting(generation === 'v1' ? { javascriptClientFunction: '' } : {}),
    fetch: issuer.fetch,
    ...simulated,
  });
  const uninstall = simulator.install();
  const receivedTokens: ReceivedToken[] = [];
  const record = (token: unknown) => {
    receivedTokens.push({ token, at: Date.now() });
    onToken?.(token);
  };
  const onReady = () => watchProviders(record);
  window.addEventListener('lcw:ready', onReady, { once: true });

  const endpoint: Endpoint = { delay: 0, life: 15, answer: null, requests: [], ...how };
  const events: LiveChatAuthEvent[] = [];
  const auth = createLiveChatAuth({
    userId: ann,
    ...options,
    getAuthToken: options.getAuthToken ?? ((request) => serve(endpoint, request)),
    onEvent(event) {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  const disconnect = connected ? auth.connect() : () => {};
  const requests: TokenRequest[] = [];
  closers.push(() => {
    disconnect();
    uninstall();
    window.removeEventListener('lcw:ready', onReady);
    for (const { answers } of requests) expect(answers, 'answers to one request').toHaveLength(1);
  });
  if (ready) simulator.ready();
  if (ready && connected) await pass(0);

  function requestToken(): TokenRequest {
    const provider = sdk()?.getAuthTokenProvider?.();
    if (!provider) throw new Error('No provider is registered.');
    const request: TokenRequest = { answers: [], requestedAt: Date.now() };
    requests.push(request);
    void provider((token) => {
      request.answers.push({ token, at: Date.now() });
      record(token);
    });
    return request;
  }

  return {
    auth,
    simulator,
    endpoint,
    events,
    receivedTokens,
    disconnect,
    uninstall,
    requestToken,
    async responseTo({ answers } = requestToken()) {
      for (let waited = 0; answers.length === 0 && waited <= 10_000; waited += 100) await pass(waited === 0 ? 0 : 100);
      return answers[0]?.token;
    },
    registrations: () => events.filter((event) => event.type === 'registered' && event.provider === 'auth').length,
    state: auth.getState,
  };
}

async function serve(endpoint: Endpoint, request: AuthTokenRequest): Promise<string | null> {
  const call: EndpointRequest = { ...request, at: Date.now(), settled: false };
  endpoint.requests.push(call);
  try {
    if (endpoint.delay) await sleep(endpoint.delay, request.signal);
    return (await (endpoint.answer ? endpoint.answer(request) : signFor(request.userId, endpoint.life))) as string | null;
  } finally {
    call.settled = true;
  }
}

/** Records what registered providers pass to the widget. For other code the SDK looks unchanged. */
function watchProviders(record: (token: unknown) => void): void {
  const widget = sdk();
  if (!widget) return;
  const { setAuthTokenProvider, getAuthTokenProvider } = widget;
  const originals = new WeakMap<AuthTokenProvider, AuthTokenProvider>();
  widget.setAuthTokenProvider = (provider) => {
    const watched: AuthTokenProvider = (callback) =>
      provider((token) => {
        record(token);
        callback(token);
      });
    originals.set(watched, provider);
    return setAuthTokenProvider(watched);
  };
  widget.getAuthTokenProvider = () => {
    const current = getAuthTokenProvider?.() ?? null;
    return current && (originals.get(current) ?? current);
  };
}

/** Uses fake time in the whole file, and cleans the page after each test. */
export function onFakeTime(): void {
  let stopCounting = () => {};
  beforeEach(() => {
    stopCounting = countWork();
    vi.useFakeTimers({ now: new Date('2026-03-02T09:00:00Z') });
    setVisibility('visible');
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) close();
    for (let turn = 0; turn < 2; turn += 1) await vi.advanceTimersByTimeAsync(0);
    const timers = vi.getTimerCount();
    testNumber += 1;
    vi.useRealTimers();
    stopCounting();
    vi.restoreAllMocks();
    document.getElementById(scriptId)?.remove();
    for (const mark of Object.getOwnPropertySymbols(window)) {
      if (Symbol.keyFor(mark)?.startsWith('lcw-auth.')) Reflect.deleteProperty(window, mark);
    }
    expect(timers, 'timers left after disconnect').toBe(0);
  });
}

/** Loads the library a second time, like a second bundle on the page. */
export async function freshCopy(): Promise<typeof library> {
  vi.resetModules();
  return import('@lcw-auth/core');
}
