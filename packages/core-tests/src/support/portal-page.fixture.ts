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
import { countWork, workIsDone } from './real-work.fixture.js';
import { scriptId, sleep } from './widget-page.fixture.js';

export const generations = ['v1', 'v2'] as const;
/** Contacts' GUIDs: the user ids of this portal are the subjects of its tokens. */
export const ann = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
export const bob = '0b1c7e52-5a3d-4f7e-9c55-8d1f3a2b4c6d';

export const issuer = await createTestIssuer();
export const minute = 60_000;
/** One call of the app's `getAuthToken`. */
export interface EndpointRequest extends AuthTokenRequest {
  at: number;
  settled: boolean;
}

/** What the app's token endpoint does; a test changes it at any time. */
export interface Endpoint {
  /** Milliseconds. */
  delay: number;
  /** Minutes that a token lives. */
  life: number;
  /** In place of a token of the user asked for. */
  answer: ((request: AuthTokenRequest) => Promise<unknown>) | null;
  requests: EndpointRequest[];
}

/** What a provider's callback was called with, whichever way the widget asked. */
export interface Handed {
  token: unknown;
  at: number;
}

/** One ask of the provider. */
export interface Ask {
  answers: Handed[];
  askedAt: number;
}

/** A portal's page with the simulated widget, a token endpoint and one client, on fake time. */
export interface PortalPage {
  auth: LiveChatAuthClient;
  simulator: LiveChatSimulator;
  endpoint: Endpoint;
  events: LiveChatAuthEvent[];
  /** Every value that any registered provider's callback got. */
  handed: Handed[];
  disconnect(): void;
  /** Asks the registered provider, as v2 does. */
  ask(): Ask;
  /** The same, and its one answer once it is there. */
  answerOf(ask?: Ask): Promise<unknown>;
  /** Registrations of an auth provider that answers with a token. */
  registrations(): number;
  state(): ReturnType<LiveChatAuthClient['getState']>;
}

export interface PortalPageOptions extends Partial<LiveChatAuthOptions> {
  generation?: 'v1' | 'v2';
  simulator?: LiveChatSimulatorOptions;
  endpoint?: Partial<Endpoint>;
  /** Default true: the client connects. */
  connected?: boolean;
  /** Default true: the widget is ready and what was to be fetched is there. */
  ready?: boolean;
}

const closers: (() => void)[] = [];
/** Goes up with each test, so that what one left waiting ends with it. */
let test = 0;
/** Lets so many milliseconds pass, timer by timer, each with all that follows from it. Rejects with the first that threw. */
export async function pass(ms: number): Promise<void> {
  const own = test;
  await workIsDone();
  let isOver = false;
  setTimeout(() => (isOver = true), ms);
  const thrown: unknown[] = [];
  while (!isOver && own === test) {
    try {
      vi.advanceTimersToNextTimer();
    } catch (error) {
      thrown.push(error);
    }
    await workIsDone();
  }
  if (thrown.length > 0) throw thrown[0];
}

/** Lets time pass until the promise has settled, and gives what it settled to. */
export async function until<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false;
  promise.catch(() => {}).finally(() => (isSettled = true));
  for (let waited = 0; !isSettled; waited += 1) {
    if (waited > 20_000) throw new Error('It does not settle.');
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

/** A token of that user, valid for so many minutes, from an endpoint whose clock is so many milliseconds ahead. */
export const signFor = (sub: string, minutes = 15, ahead = 0) => {
  const iat = Math.floor((Date.now() + ahead) / 1000);
  return issuer.sign({ sub, iat, exp: iat + minutes * 60 });
};

/** Opens a page. Call inside fake time (`onFakeTime`). */
export async function openPortalPage(given: PortalPageOptions = {}): Promise<PortalPage> {
  const { generation = 'v2', simulator: simulated = {}, endpoint: how = {}, connected = true, ready = true, ...options } = given;
  const simulator = createLiveChatSimulator({
    generation,
    readyAfter: 'never',
    // v1 without a token would call the function, which this client does not install by default.
    setting: issuer.setting(generation === 'v1' ? { javascriptClientFunction: '' } : {}),
    fetch: issuer.fetch,
    ...simulated,
  });
  const uninstall = simulator.install();
  const handed: Handed[] = [];
  const listenIn = () => watchProviders(handed);
  window.addEventListener('lcw:ready', listenIn, { once: true });

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
  const asks: Ask[] = [];
  closers.push(() => {
    disconnect();
    uninstall();
    window.removeEventListener('lcw:ready', listenIn);
    for (const { answers } of asks) expect(answers, 'answers to one ask').toHaveLength(1);
  });
  if (ready) simulator.ready();
  if (ready && connected) await pass(0);

  function ask(): Ask {
    const provider = sdk()?.getAuthTokenProvider?.();
    if (!provider) throw new Error('No provider is registered.');
    const made: Ask = { answers: [], askedAt: Date.now() };
    asks.push(made);
    void provider((token) => {
      made.answers.push({ token, at: Date.now() });
      handed.push({ token, at: Date.now() });
    });
    return made;
  }

  return {
    auth,
    simulator,
    endpoint,
    events,
    handed,
    disconnect,
    ask,
    async answerOf({ answers } = ask()) {
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

/** Listens in on what registered providers hand over; to everybody else the SDK is as it was. */
function watchProviders(handed: Handed[]): void {
  const widget = sdk();
  if (!widget) return;
  const { setAuthTokenProvider, getAuthTokenProvider } = widget;
  const originals = new WeakMap<AuthTokenProvider, AuthTokenProvider>();
  widget.setAuthTokenProvider = (provider) => {
    const watched: AuthTokenProvider = (callback) =>
      provider((token) => {
        handed.push({ token, at: Date.now() });
        callback(token);
      });
    originals.set(watched, provider);
    setAuthTokenProvider(watched);
  };
  widget.getAuthTokenProvider = () => {
    const current = getAuthTokenProvider?.() ?? null;
    return current && (originals.get(current) ?? current);
  };
}

/** Fake time for the whole file, and a page without traces of the test before. */
export function onFakeTime(): void {
  let stopCounting = () => {};
  beforeEach(() => {
    stopCounting = countWork();
    vi.useFakeTimers({ now: new Date('2026-03-02T09:00:00Z') });
    setVisibility('visible');
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) close();
    // Nothing may be left that still wants to happen.
    for (let turn = 0; turn < 2; turn += 1) await vi.advanceTimersByTimeAsync(0);
    const timers = vi.getTimerCount();
    test += 1;
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

/** Loads the library a second time, as a second bundle on the page has it. */
export async function freshCopy(): Promise<typeof library> {
  vi.resetModules();
  return import('@lcw-auth/core');
}
