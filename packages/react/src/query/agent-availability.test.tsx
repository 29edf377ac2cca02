import { createLiveChatSimulator, type LiveChatSimulator, type LiveChatSimulatorOptions } from '@lcw-auth/simulator';
import { dehydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLiveChatAuth, LiveChatAuthProvider } from '../index.js';
import { agentAvailabilityQueryOptions, useAgentAvailability } from '../query.js';

let uninstall = () => {};
let queryClient: QueryClient;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-13T10:00:00Z') });
  Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
  queryClient = new QueryClient();
});
afterEach(() => {
  uninstall();
  queryClient.clear();
  vi.useRealTimers();
});

function install(options: LiveChatSimulatorOptions = {}): LiveChatSimulator {
  const simulator = createLiveChatSimulator({ readyAfter: 'never', ...options });
  uninstall = simulator.install();
  return simulator;
}
const requests = (simulator: LiveChatSimulator) =>
  simulator.log.filter(({ detail }) => detail?.['method'] === 'getAgentAvailability').length;

const ChatHint = ({ enabled }: { enabled: boolean }) => {
  const { data, status } = useAgentAvailability({ enabled });
  const text = data ? (data.isAgentAvailable ? 'agents are available' : `closed until ${data.nextTransitionTime}`) : status;
  return <p data-testid="hint">{text}</p>;
};
const page = (userId: string | null | undefined, enabled = true) => (
  <QueryClientProvider client={queryClient}>
    <LiveChatAuthProvider userId={userId} getAuthToken={async () => null} developmentConsole={false}>
      <ChatHint enabled={enabled} />
    </LiveChatAuthProvider>
  </QueryClientProvider>
);
const show = ({ userId = null, enabled = true }: { userId?: string | null; enabled?: boolean } = {}) =>
  render(page(userId, enabled), { wrapper: StrictMode });
const advance = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const hint = () => screen.getByTestId('hint');

describe.each(['v1', 'v2'] as const)('useAgentAvailability on the widget %s', (generation) => {
  it('sends a request when the widget is ready', async () => {
    const simulator = install({ generation });
    show();
    await advance(1000);
    expect(hint()).toHaveTextContent('pending');
    expect(requests(simulator)).toBe(0);
    act(() => simulator.ready());
    await advance(1000);
    expect(hint()).toHaveTextContent('agents are available');
    expect(requests(simulator)).toBe(1);
  });

  it('sends a request every two minutes, but not while a chat is open', async () => {
    const simulator = install({ generation });
    show();
    act(() => simulator.ready());
    await advance(1000);
    const operatingHours = { timeZone: 'Etc/UTC', periods: [{ days: ['wednesday'] as const, from: '09:00', to: '17:00' }] };
    simulator.setAvailability({ operatingHours });
    await advance(121_000);
    expect(hint()).toHaveTextContent('closed until 2026-01-14T09:00:00.000Z');

    const started = simulator.startChat();
    await advance(1000);
    await started;
    const before = requests(simulator);
    await advance(600_000);
    expect(requests(simulator)).toBe(before);
    expect(hint()).toHaveTextContent('closed until 2026-01-14T09:00:00.000Z');

    simulator.setAvailability({});
    await act(() => simulator.endChat());
    await advance(1000);
    expect(hint()).toHaveTextContent('agents are available');
  });
});

describe('useAgentAvailability', () => {
  it('sends no requests when it is disabled', async () => {
    const simulator = install();
    show({ enabled: false });
    act(() => simulator.ready());
    await advance(300_000);
    expect(requests(simulator)).toBe(0);
  });

  it('follows an answer that other code on the page received, and ignores a forged detail', async () => {
    const simulator = install();
    show();
    act(() => simulator.ready());
    await advance(1000);
    const raise = (detail: unknown) => act(() => void window.dispatchEvent(new CustomEvent('lcw:getAgentAvailability', { detail })));
    raise({ isAgentAvailable: false, nexttransitiontime: '2026-01-13T12:00:00Z' });
    await advance(0);
    expect(hint()).toHaveTextContent('closed until 2026-01-13T12:00:00.000Z');
    for (const forged of [null, 'text', {}, { isAgentAvailable: 'yes' }]) raise(forged);
    await advance(0);
    expect(hint()).toHaveTextContent('closed until 2026-01-13T12:00:00.000Z');
  });

  it('does not show the answer of one user to another user', async () => {
    const simulator = install();
    const { rerender } = show({ userId: 'A' });
    act(() => simulator.ready());
    await advance(1000);
    expect(hint()).toHaveTextContent('agents are available');
    rerender(page('B'));
    expect(hint()).toHaveTextContent('pending');
    await advance(1000);
    expect(hint()).toHaveTextContent('agents are available');
    expect(requests(simulator)).toBe(2);
  });

  it('keeps the answer while the session loads, and shows it to the same user only', async () => {
    const simulator = install();
    const { rerender } = show({ userId: 'A' });
    act(() => simulator.ready());
    await advance(1000);
    rerender(page(undefined));
    expect(hint()).toHaveTextContent('agents are available');
    rerender(page('A'));
    expect(hint()).toHaveTextContent('agents are available');
    rerender(page(undefined));
    rerender(page('B'));
    expect(hint()).toHaveTextContent('pending');
  });

  it('puts only the availability into the cache', async () => {
    const simulator = install({ availability: { waitingCustomers: 2, averageWaitTime: 5 } });
    show();
    act(() => simulator.ready());
    await advance(1000);
    expect(dehydrate(queryClient).queries).toMatchObject([
      {
        queryKey: ['lcw-auth', 'agent-availability', { userId: null }],
        state: {
          data: { isAgentAvailable: true, isQueueAvailable: true, positionInQueue: 3, averageWaitTime: 5, nextTransitionTime: null },
        },
      },
    ]);
  });
});

describe('agentAvailabilityQueryOptions', () => {
  const connected = () => {
    const client = createLiveChatAuth({ userId: null, getAuthToken: async () => null, readyTimeout: 1000, developmentConsole: false });
    return { client, disconnect: client.connect() };
  };

  it('fetches outside React, when the widget is ready', async () => {
    const simulator = install();
    const { client, disconnect } = connected();
    const fetched = queryClient.fetchQuery(agentAvailabilityQueryOptions(client));
    simulator.ready();
    await vi.advanceTimersByTimeAsync(1000);
    await expect(fetched).resolves.toMatchObject({ isAgentAvailable: true });
    disconnect();
  });

  it('fails immediately when the widget is unavailable', async () => {
    const { client, disconnect } = connected();
    const failed = queryClient.fetchQuery(agentAvailabilityQueryOptions(client)).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await failed).toMatchObject({ code: 'widget-not-ready' });
    disconnect();
  });

  it('fails after three attempts when the widget does not answer', async () => {
    const simulator = install();
    const { client, disconnect } = connected();
    simulator.ready();
    const started = simulator.startChat();
    await vi.advanceTimersByTimeAsync(1000);
    await started;
    const failed = queryClient.fetchQuery(agentAvailabilityQueryOptions(client)).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await failed).toMatchObject({ message: expect.stringContaining('It does not answer while a chat is open') });
    expect(requests(simulator)).toBe(3);
    disconnect();
  });
});
