import { createLiveChatAuth, type LiveChatAuthClient, type LiveChatAuthOptions, type WidgetSdk, type WidgetWindow } from '@lcw-auth/core';
import {
  createLiveChatSimulator,
  createTestIssuer,
  type ChatAuthenticationSetting,
  type LiveChatSimulator,
  type TestIssuer,
} from '@lcw-auth/simulator';
import { act, render, screen, waitFor } from '@testing-library/react';
import { memo, StrictMode, type ReactNode } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveChatAuthProvider, useAuthToken, useBotSso, useLiveChatAuth } from './index.js';

let issuer: TestIssuer;
let setting: ChatAuthenticationSetting;
beforeAll(async () => {
  issuer = await createTestIssuer();
  setting = issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' });
});
// Each test is a separate page on which `lcw:ready` has not been raised.
beforeEach(() => {
  Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
});

const ann = '11111111-1111-4111-8111-111111111111';
const bob = '22222222-2222-4222-8222-222222222222';
const sign = ({ userId }: { userId: string }) => issuer.sign({ sub: userId });
const sdk = () => (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK as WidgetSdk;

const Status = () => {
  const { status, userId } = useLiveChatAuth();
  const token = useAuthToken();
  const { status: bot } = useBotSso();
  return <p data-testid="status">{[status, userId ?? 'no user', token.status, bot].join(' ')}</p>;
};
const shows = (text: string) => waitFor(() => expect(screen.getByTestId('status')).toHaveTextContent(text));

function Page({ children, ...options }: Partial<LiveChatAuthOptions> & { children?: ReactNode }) {
  return (
    <LiveChatAuthProvider userId={ann} getAuthToken={sign} {...options}>
      <Status />
      {children}
    </LiveChatAuthProvider>
  );
}

describe.each(['v1', 'v2'] as const)('on the widget %s', (generation) => {
  let simulator: LiveChatSimulator;
  let uninstall: () => void;
  beforeEach(() => {
    simulator = createLiveChatSimulator({ generation, setting, fetch: issuer.fetch, readyAfter: 'never' });
    uninstall = simulator.install();
  });
  afterEach(() => uninstall());
  const calls = (method: string) => simulator.log.filter(({ detail }) => detail?.['method'] === method).length;

  it('gives the signed-in user an authenticated chat', async () => {
    render(<Page />, { wrapper: StrictMode });
    await shows(`waiting ${ann} valid disabled`);
    act(() => simulator.ready());
    await shows(`ready ${ann} valid disabled`);
    const conversation = await simulator.startChat();
    expect(conversation).toMatchObject({ authenticated: true, contactId: ann });
  });

  it('registers once in StrictMode, and not again when the app renders with new functions', async () => {
    const getAuthToken = vi.fn<typeof sign>(sign);
    const page = () => (
      <Page getAuthToken={(request) => getAuthToken(request)} botSso={{ getToken: async () => null }} onEvent={() => {}} />
    );
    const { rerender } = render(page(), { wrapper: StrictMode });
    await shows('valid idle');
    act(() => simulator.ready());
    await shows('ready');
    for (let round = 0; round < 5; round += 1) rerender(page());
    await act(async () => {});
    expect(calls('setAuthTokenProvider')).toBe(1);
    expect(calls('setBotAuthTokenProvider')).toBe(1);
    expect(getAuthToken).toHaveBeenCalledTimes(1);
  });

  it('registers inside the ready event, before React renders', async () => {
    render(<Page />, { wrapper: StrictMode });
    await shows('valid');
    let registered = 0;
    window.addEventListener('lcw:ready', () => (registered = calls('setAuthTokenProvider')), { once: true });
    act(() => simulator.ready());
    expect(registered).toBe(1);
  });

  it('follows a change of user and a sign-out', async () => {
    const { rerender } = render(<Page />, { wrapper: StrictMode });
    await shows('valid');
    act(() => simulator.ready());
    await shows(`ready ${ann} valid`);
    rerender(<Page userId={bob} />);
    await shows(`ready ${bob} valid`);
    expect(await simulator.startChat()).toMatchObject({ authenticated: true, contactId: bob });
    rerender(<Page userId={null} />);
    await shows('ready no user signed-out');
  });

  it('removes its auth token provider when it unmounts', async () => {
    const { unmount } = render(<Page />, { wrapper: StrictMode });
    await shows('valid');
    act(() => simulator.ready());
    await shows('ready');
    expect(sdk().getAuthTokenProvider?.()).toBeTypeOf('function');
    unmount();
    await waitFor(() => expect(sdk().getAuthTokenProvider?.()).toBeNull());
  });

  it('uses a client that was created outside React and is ready already', async () => {
    const client = createLiveChatAuth({ userId: ann, getAuthToken: sign });
    const disconnect = client.connect();
    await client.getAuthToken();
    simulator.ready();
    expect(client.getState().widget.status).toBe('ready');
    render(
      <LiveChatAuthProvider client={client}>
        <Status />
      </LiveChatAuthProvider>,
      { wrapper: StrictMode },
    );
    expect(screen.getByTestId('status')).toHaveTextContent(`ready ${ann} valid`);
    expect(await simulator.startChat()).toMatchObject({ authenticated: true, contactId: ann });
    disconnect();
  });
});

describe('props', () => {
  it('renders no consumer when functions in props are new', async () => {
    const rendered = vi.fn<() => void>();
    const Consumer = memo(function Consumer() {
      rendered();
      return <p>{useLiveChatAuth().status + useAuthToken().status + useBotSso().status}</p>;
    });
    const page = () => (
      <Page
        userId={null}
        getAuthToken={async () => null}
        onEvent={() => {}}
        onSignInNeeded={() => {}}
        botSso={{ getToken: async () => null, decide: () => ({ show: true }), allowedHosts: ['bot.example'] }}
      >
        <Consumer />
      </Page>
    );
    const { rerender } = render(page());
    await act(async () => {});
    rendered.mockClear();
    for (let round = 0; round < 5; round += 1) rerender(page());
    await act(async () => {});
    expect(rendered).not.toHaveBeenCalled();
  });

  it('calls the newest getAuthToken and onEvent', async () => {
    const first = vi.fn<() => void>();
    const second = vi.fn<() => void>();
    const Refresh = () => {
      const { refresh } = useAuthToken();
      return (
        <button type="button" onClick={() => void refresh()}>
          Refresh
        </button>
      );
    };
    const page = (onEvent: () => void, sub: string) => (
      <Page getAuthToken={() => issuer.sign({ sub })} onEvent={onEvent}>
        <Refresh />
      </Page>
    );
    const { rerender } = render(page(first, ann), { wrapper: StrictMode });
    await shows('valid');
    expect(first).toHaveBeenCalled();
    rerender(page(second, ann));
    expect(second).not.toHaveBeenCalled();
    screen.getByRole('button').click();
    await waitFor(() => expect(second).toHaveBeenCalledWith(expect.objectContaining({ type: 'token-fetched', reason: 'manual' })));
  });

  it('calls the newest onSignInNeeded, and none after it was removed', async () => {
    const simulator = createLiveChatSimulator({ setting, fetch: issuer.fetch, signInOptional: true });
    const uninstall = simulator.install();
    const onSignInNeeded = vi.fn<() => Promise<void>>(async () => {});
    const { rerender } = render(<Page userId={null} signInOptional />, { wrapper: StrictMode });
    act(() => simulator.ready());
    await shows('ready');
    rerender(<Page userId={null} signInOptional onSignInNeeded={() => onSignInNeeded()} />);
    await simulator.startChat();
    expect(onSignInNeeded).toHaveBeenCalledTimes(1);
    rerender(<Page userId={null} signInOptional />);
    await simulator.endChat();
    await simulator.startChat();
    expect(onSignInNeeded).toHaveBeenCalledTimes(1);
    uninstall();
  });

  it('enables and disables bot sign-on with botSso', async () => {
    const { rerender } = render(<Page />, { wrapper: StrictMode });
    expect(screen.getByTestId('status')).toHaveTextContent('disabled');
    rerender(<Page botSso={{ getToken: async () => null }} />);
    await act(async () => {});
    expect(screen.getByTestId('status')).toHaveTextContent('idle');
    rerender(<Page />);
    await act(async () => {});
    expect(screen.getByTestId('status')).toHaveTextContent('disabled');
  });

  it('throws a message that says what to write when an option is misused', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<Page userId="" />)).toThrow('write userId={user?.id ?? null}');
    const wrong = {} as LiveChatAuthClient;
    expect(() => render(<LiveChatAuthProvider client={wrong} />)).toThrow('write client={createLiveChatAuth({ ... })}');
    vi.restoreAllMocks();
  });
});
