import { createLiveChatSimulator, createTestIssuer, type TestIssuer } from '@lcw-auth/simulator';
import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClient, type FakeClient } from './fake-client.fixture.js';
import { german, LiveChatAuthProvider, LiveChatReconnectHint, type LiveChatReconnectHintProps } from './index.js';

const anonymousChat = { status: 'open', authentication: 'anonymous' } as const;
const show = (client: FakeClient, props: LiveChatReconnectHintProps = {}) =>
  render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>
        <LiveChatReconnectHint {...props} />
      </LiveChatAuthProvider>
    </StrictMode>,
  );
const hint = () => screen.queryByRole('region');
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('when it is shown', () => {
  it('offers a new chat when a user signs in during an anonymous chat, and announces it', () => {
    const client = createFakeClient({ chat: anonymousChat });
    show(client);
    expect(hint()).toBeNull();
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    act(() => client.setState({ userId: 'ann' }));
    expect(screen.getByRole('region', { name: 'You are signed in now' })).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('Start a new chat to continue as yourself.');
  });

  it.each(['authenticated', 'rejected', 'not-requested', 'unknown'] as const)('shows nothing for a chat that is %s', (authentication) => {
    show(createFakeClient({ userId: 'ann', chat: { status: 'open', authentication } }));
    expect(hint()).toBeNull();
  });

  it.each([null, undefined])('shows nothing while the user is %s', (userId) => {
    show(createFakeClient({ userId, chat: anonymousChat }));
    expect(hint()).toBeNull();
  });

  it('shows German texts', () => {
    show(createFakeClient({ userId: 'ann', chat: anonymousChat }), { messages: german });
    expect(screen.getByRole('button', { name: 'Neuen Chat starten' })).toBeVisible();
  });

  it('stays dismissed for this chat, and shows again for the next anonymous chat', async () => {
    const client = createFakeClient({ userId: 'ann', chat: anonymousChat });
    show(client);
    await press('Dismiss');
    expect(hint()).toBeNull();
    act(() => client.setState({ chat: { status: 'closed' } }));
    act(() => client.setState({ chat: anonymousChat }));
    expect(hint()).toBeVisible();
  });
});

describe('when a new chat is started', () => {
  it('closes the chat, starts a new one when it is closed, and is busy until then', async () => {
    const client = createFakeClient({ userId: 'ann', chat: anonymousChat });
    show(client, { startOptions: { inNewWindow: true } });
    await press('Start a new chat');
    expect(client.closeChat).toHaveBeenCalledTimes(1);
    expect(client.startChat).not.toHaveBeenCalled();
    expect(hint()).toHaveAttribute('aria-busy', 'true');
    await press('Opening the chat…');
    expect(client.closeChat).toHaveBeenCalledTimes(1);
    act(() => client.setState({ chat: { status: 'closed' } }));
    await act(() => vi.advanceTimersByTimeAsync(0));
    expect(client.startChat).toHaveBeenCalledExactlyOnceWith({ inNewWindow: true });
    expect(hint()).toBeNull();
  });

  it('shows a message when the widget does not close the chat, and can be pressed again', async () => {
    const client = createFakeClient({ userId: 'ann', chat: anonymousChat });
    const onError = vi.fn<(error: unknown) => void>();
    show(client, { onError });
    await press('Start a new chat');
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(screen.getByRole('status')).toHaveTextContent('The chat did not open. Please try again.');
    expect(onError).toHaveBeenCalledTimes(1);
    expect(client.startChat).not.toHaveBeenCalled();
    await press('Start a new chat');
    expect(client.closeChat).toHaveBeenCalledTimes(2);
  });
});

describe('on the simulated widget', () => {
  let issuer: TestIssuer;
  beforeAll(async () => {
    issuer = await createTestIssuer();
  });

  it('replaces the anonymous chat with an authenticated one', async () => {
    Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
    const contactId = '11111111-1111-4111-8111-111111111111';
    const jwt = await issuer.sign({ sub: contactId, exp: Math.floor(Date.now() / 1000) + 3600 });
    const setting = issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' });
    const simulator = createLiveChatSimulator({ setting, fetch: issuer.fetch, signInOptional: true, readyAfter: 'never' });
    const uninstall = simulator.install();
    const page = (userId: string | null) => (
      <LiveChatAuthProvider userId={userId} getAuthToken={async () => jwt} signInOptional>
        <LiveChatReconnectHint />
      </LiveChatAuthProvider>
    );
    const { rerender } = render(page(null), { wrapper: StrictMode });
    act(() => simulator.ready());
    void simulator.startChat();
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(hint()).toBeNull();
    rerender(page(contactId));
    await act(() => vi.advanceTimersByTimeAsync(1000));
    await press('Start a new chat');
    await act(() => vi.advanceTimersByTimeAsync(2000));
    expect(simulator.conversations).toMatchObject([{ authenticated: false }, { authenticated: true, contactId }]);
    expect(hint()).toBeNull();
    uninstall();
  });
});
