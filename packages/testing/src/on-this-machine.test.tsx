import { useAuthToken, useBotSso } from '@lcw-auth/react';
import { botTokenService, createLiveChatSimulator } from '@lcw-auth/simulator';
import { waitFor } from '@testing-library/react';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { assertNoExternalRequests, createTestToken, renderWithLiveChat } from './index.js';
import './vitest.js';

beforeAll(() => createTestToken(), 60_000);

const Token = () => useAuthToken().status;
const Card = () => (useBotSso().isSignInCardVisible ? 'please sign in' : 'no card');
const fetchToken = (url: string) => async () => (await fetch(url)).text();

describe('requests to other machines', () => {
  it('are blocked and fail the test with a message that names the host', async () => {
    const { container } = renderWithLiveChat(<Token />, { getAuthToken: fetchToken('https://portal.example/token'), onEvent: () => {} });
    await waitFor(() => expect(container).toHaveTextContent('error'));
    expect(assertNoExternalRequests).toThrow('renderWithLiveChat blocked a request to portal.example');
    expect(assertNoExternalRequests).not.toThrow();
  });

  it('may go to this machine', async () => {
    const token = await createTestToken();
    const server = createServer((_request, response) => response.end(token));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { container } = renderWithLiveChat(<Token />, { getAuthToken: fetchToken(`http://127.0.0.1:${port}/token`) });
    await waitFor(() => expect(container).toHaveTextContent('valid'));
    server.closeAllConnections();
    server.close();
  });

  it('are allowed again when the tree has unmounted', async () => {
    const { connect } = (await import('node:net')).Socket.prototype;
    renderWithLiveChat(<Token />).unmount();
    expect((await import('node:net')).Socket.prototype.connect).toBe(connect);
  });
});

describe('the built-in bot token service', () => {
  it('accepts the token, so the card is hidden', async () => {
    const { simulator, container } = renderWithLiveChat(<Card />, {
      // The widget and the client wait for a minute, so that the exchange decides and not the speed of the machine.
      botSso: {
        getToken: async () => 'bot token',
        timeout: 60_000,
        widgetWait: { retries: 61, interval: 1_000, fallbackShow: true },
      },
      botAuthConfig: { fetchBotAuthConfigRetries: 61 },
    });
    await simulator.startChat();
    await simulator.sendSignInCard({ signInId: 'a' });
    expect(simulator).toHideSignInCard('a');
    expect(container).toHaveTextContent('no card');
  });

  it('is not used when the test passes its own service', async () => {
    const service = botTokenService({ verifyToken: () => null });
    vi.stubGlobal('fetch', async (input: string, { signal: _signal, ...init }: RequestInit) => service.fetch(new Request(input, init)));
    const { simulator } = renderWithLiveChat(<Card />, { botTokenService: service, botSso: { getToken: async () => 'bot token' } });
    await simulator.startChat();
    await simulator.sendSignInCard({ signInId: 'a' });
    expect(simulator).toShowSignInCard('a');
    vi.unstubAllGlobals();
  });

  it('restores fetch when the tree has unmounted', () => {
    const { fetch } = globalThis;
    renderWithLiveChat(<Card />, { botSso: { getToken: async () => 'bot token' } }).unmount();
    expect(globalThis.fetch).toBe(fetch);
  });
});

describe('the message of a failed matcher', () => {
  const failure = (check: () => void): string => {
    try {
      check();
    } catch (error) {
      return (error as Error).message;
    }
    return 'it passed';
  };

  it('contains the outcome of the exchange', async () => {
    const { simulator } = renderWithLiveChat(<Card />, { botSso: { getToken: async () => null } });
    await simulator.startChat();
    await simulator.sendSignInCard({ signInId: 'a' });
    expect(failure(() => expect(simulator).toHideSignInCard('a'))).toBe(
      'Expected a hidden sign-in card a.\nFound card a shown: getToken returned null: no user is signed in, or no token is available without a prompt.',
    );
  });

  it('names the missing option botSso', async () => {
    const { simulator } = renderWithLiveChat(<Card />);
    await simulator.startChat();
    await simulator.sendSignInCard({ signInId: 'a' });
    expect(failure(() => expect(simulator).toHideSignInCard('a'))).toContain('card a shown: The option botSso is missing');
  });

  it('contains no reason outside renderWithLiveChat', async () => {
    const simulator = createLiveChatSimulator();
    const uninstall = simulator.install();
    await simulator.startChat();
    await simulator.sendSignInCard({ signInId: 'a' });
    expect(failure(() => expect(simulator).toHideSignInCard('a'))).toBe('Expected a hidden sign-in card a.\nFound card a shown.');
    uninstall();
  });
});

it('renderWithLiveChat passes an undefined user to the provider', async () => {
  const { container, setUserId } = renderWithLiveChat(<Token />, { userId: undefined });
  expect(container).toHaveTextContent('pending');
  setUserId(null);
  await waitFor(() => expect(container).toHaveTextContent('signed-out'));
});

it('renderWithLiveChat names an option that does not exist', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  renderWithLiveChat(<Token />, { generation: 'v1', ...{ signinOptional: true } });
  expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('Did you mean signInOptional?')]);
  warn.mockRestore();
});
