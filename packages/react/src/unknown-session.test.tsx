import type { LiveChatAuthEvent } from '@lcw-auth/core';
import { createLiveChatSimulator, createTestIssuer, type LiveChatSimulator, type TestIssuer } from '@lcw-auth/simulator';
import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from './eventually.fixture.js';
import { LiveChatAuthProvider, useAuthToken, useBotSso, useLiveChatAuth } from './index.js';

const ann = '11111111-1111-4111-8111-111111111111';
let issuer: TestIssuer;
let jwt: string;
let simulator: LiveChatSimulator;
let uninstall = () => {};
let events: LiveChatAuthEvent[] = [];
const onSignInNeeded = vi.fn<() => void>();
const getAuthToken = vi.fn<() => Promise<string>>(async () => jwt);

beforeAll(async () => {
  issuer = await createTestIssuer();
  jwt = await issuer.sign({ sub: ann, exp: Math.floor(Date.now() / 1000) + 3600 });
});
beforeEach(() => {
  vi.useFakeTimers({ now: Date.now() });
  Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
  vi.clearAllMocks();
  events = [];
  simulator = createLiveChatSimulator({
    setting: issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' }),
    fetch: issuer.fetch,
    readyAfter: 'never',
  });
  uninstall = simulator.install();
});
afterEach(() => {
  uninstall();
  vi.useRealTimers();
});

const Status = () => {
  const { userId, chat } = useLiveChatAuth();
  const { status } = useAuthToken();
  const { isSignInCardVisible } = useBotSso();
  const user = userId === undefined ? 'unknown user' : (userId ?? 'no user');
  return <p data-testid="status">{[user, status, `chat ${chat.status}`, isSignInCardVisible ? 'card' : 'no card'].join(', ')}</p>;
};
const Page = ({ userId }: { userId: string | null | undefined }) => (
  <LiveChatAuthProvider
    userId={userId}
    getAuthToken={getAuthToken}
    onSignInNeeded={onSignInNeeded}
    onEvent={(event) => events.push(event)}
    botSso={{ getToken: async ({ userId: user }) => (user === null ? null : 'bot token') }}
  >
    <Status />
  </LiveChatAuthProvider>
);
const show = (userId: string | null | undefined) => render(<Page userId={userId} />, { wrapper: StrictMode });
const advance = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const status = () => screen.getByTestId('status');
describe('while the session is loading', () => {
  it('shows the user as unknown and the token as pending, and calls neither the app nor the endpoint', async () => {
    show(undefined);
    act(() => simulator.ready());
    await advance(20_000);
    expect(status()).toHaveTextContent('unknown user, pending, chat closed, no card');
    expect(getAuthToken).not.toHaveBeenCalled();
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });

  it('lets a chat wait for a session that loads in 700 ms, and authenticates it', async () => {
    const { rerender } = show(undefined);
    act(() => simulator.ready());
    const started = simulator.startChat();
    await advance(700);
    expect(status()).toHaveTextContent('unknown user, pending');
    rerender(<Page userId={ann} />);
    await eventually(() => expect(simulator.getState().chat.status).toBe('open'));
    expect(await started).toMatchObject({ authenticated: true, contactId: ann });
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });

  it('requests a sign-in only when the loaded session has no user', async () => {
    const { rerender } = show(undefined);
    act(() => simulator.ready());
    const started = simulator.startChat().catch(() => 'failed');
    await advance(700);
    expect(onSignInNeeded).not.toHaveBeenCalled();
    rerender(<Page userId={null} />);
    await advance(10_000);
    expect(onSignInNeeded).toHaveBeenCalledTimes(1);
    expect(await started).toBe('failed');
  });
});

describe('when a known session becomes unknown', () => {
  async function openChat() {
    const page = show(ann);
    await advance(100);
    act(() => simulator.ready());
    void simulator.startChat();
    await eventually(() => expect(status()).toHaveTextContent(`${ann}, valid, chat open`));
    return page;
  }

  it('changes nothing when the same user returns within five seconds', async () => {
    const { rerender } = await openChat();
    rerender(<Page userId={undefined} />);
    await advance(4900);
    expect(status()).toHaveTextContent('unknown user, pending, chat open');
    rerender(<Page userId={ann} />);
    await advance(100);
    expect(status()).toHaveTextContent(`${ann}, valid, chat open`);
    expect(events.map(({ type }) => type)).not.toContain('signed-out');
    expect(getAuthToken).toHaveBeenCalledTimes(1);
  });

  it('treats the user as gone after five seconds', async () => {
    const { rerender } = await openChat();
    rerender(<Page userId={undefined} />);
    await advance(5100);
    await eventually(() => expect(status()).toHaveTextContent('unknown user, pending, chat closed'));
    expect(events.filter(({ type }) => type === 'signed-out')).toHaveLength(1);
  });

  it('treats the user as gone immediately when no user is signed in', async () => {
    const { rerender } = await openChat();
    rerender(<Page userId={undefined} />);
    rerender(<Page userId={null} />);
    await eventually(() => expect(status()).toHaveTextContent('no user, signed-out, chat closed'));
  });
});
