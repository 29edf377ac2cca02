import { LiveChatAuthProvider, useAuthToken, useBotSso, useLiveChatAuth } from '@lcw-auth/react';
import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestToken, renderWithLiveChat, testUserId } from './index.js';
import './vitest.js';

const Shop = () => {
  const { isReady, userId } = useLiveChatAuth();
  return <p>{isReady ? `chat of ${userId ?? 'no user'}` : 'no chat yet'}</p>;
};

// The key pair is created before the tests, because the widget waits only ten seconds for a token.
beforeAll(() => createTestToken(), 60_000);

const ready = () => screen.findByText(/^chat of/);

describe.each(['v1', 'v2'] as const)('on the %s widget', (generation) => {
  it('gives the signed-in user an authenticated chat with context', async () => {
    const { simulator } = renderWithLiveChat(<Shop />, { generation, context: { vip: true, cart: 120 } });
    await ready();
    await waitFor(() => expect(simulator.log.some(({ type }) => type === 'auth-token-received') || generation === 'v2').toBe(true));
    await simulator.startChat();
    expect(simulator).toHaveAuthenticatedChat({ contactId: testUserId, context: { vip: true, cart: 120 } });
    expect(simulator).not.toHaveAnonymousChat();
  });

  it('shows the error pane when no user is signed in, or an anonymous chat when sign-in is optional', async () => {
    const strict = renderWithLiveChat(<Shop />, { generation, userId: null });
    await ready();
    await strict.simulator.startChat().catch(() => undefined);
    expect(strict).toHaveFailedChat();
    strict.unmount();

    const optional = renderWithLiveChat(<Shop />, {
      generation,
      userId: null,
      signInOptional: true,
      clientFunction: 'auth.getAuthenticationToken',
    });
    await ready();
    await optional.simulator.startChat();
    expect(optional).toHaveAnonymousChat();
  });
});

it('uses the default of each option that is undefined', async () => {
  const { simulator } = renderWithLiveChat(<Shop />, {
    getAuthToken: undefined,
    context: undefined,
    claims: undefined,
    strictMode: undefined,
    wrapper: undefined,
    simulator: undefined,
    generation: undefined,
    setting: undefined,
    fetch: undefined,
    botSso: undefined,
  });
  await ready();
  await simulator.startChat();
  expect(simulator).toHaveAuthenticatedChat({ contactId: testUserId });
});

it('warns about an app that contains its own provider', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  renderWithLiveChat(
    <LiveChatAuthProvider userId="customer-7" getAuthToken={() => createTestToken()}>
      <Shop />
    </LiveChatAuthProvider>,
  );
  await ready();
  await waitFor(() =>
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/conflict-users: .*Use one <LiveChatAuthProvider> for the page/)),
  );
});

describe('the page', () => {
  it('has the widget before the app runs, and not after the app has unmounted', async () => {
    const seen: boolean[] = [];
    const Look = () => {
      useEffect(() => {
        seen.push(document.getElementById('Microsoft_Omnichannel_LCWidget') !== null);
      }, []);
      return null;
    };
    const { unmount, simulator } = renderWithLiveChat(<Look />);
    expect(seen).toEqual([true, true]);
    unmount();
    expect(document.getElementById('Microsoft_Omnichannel_LCWidget')).toBeNull();
    expect(simulator.getState().widget).toBe('absent');
  });

  it('removes the widget when the app cannot be rendered', () => {
    const Broken = () => {
      throw new Error('broken');
    };
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => renderWithLiveChat(<Broken />, { generation: 'v1' })).toThrow('broken');
    quiet.mockRestore();
    expect(document.getElementById('Microsoft_Omnichannel_LCWidget')).toBeNull();
    expect(window).not.toHaveProperty('Microsoft.Omnichannel.LiveChatWidget.SDK');
  });

  it('keeps the widget until the app has cleaned up', async () => {
    let present: boolean | null = null;
    const Look = () => {
      useEffect(() => () => void (present = document.getElementById('Microsoft_Omnichannel_LCWidget') !== null), []);
      return null;
    };
    renderWithLiveChat(<Look />).unmount();
    expect(present).toBe(true);
  });

  it('follows a change of user', async () => {
    const { setUserId, simulator } = renderWithLiveChat(<Shop />, { userId: null, signInOptional: true });
    expect(await ready()).toHaveTextContent('chat of no user');
    setUserId(testUserId);
    expect(screen.getByText(`chat of ${testUserId}`)).toBeInTheDocument();
    await simulator.startChat();
    expect(simulator).toHaveAuthenticatedChat({ contactId: testUserId });
  });

  it('is rendered in StrictMode by default', () => {
    let mounts = 0;
    const Count = () => {
      const counted = useRef(0);
      useEffect(() => {
        counted.current += 1;
        mounts = counted.current;
      }, []);
      return null;
    };
    renderWithLiveChat(<Count />).unmount();
    expect(mounts).toBe(2);
    renderWithLiveChat(<Count />, { strictMode: false }).unmount();
    expect(mounts).toBe(1);
  });

  it('keeps its wrapper and its state when it renders again', async () => {
    const Theme = createContext('light');
    const Themed = ({ word }: { word: string }) => `${word} in the ${useContext(Theme)}`;
    const wrapper = ({ children }: { children: ReactNode }) => <Theme.Provider value="dark">{children}</Theme.Provider>;
    const { rerender, container } = renderWithLiveChat(<Themed word="one" />, { wrapper });
    rerender(<Themed word="two" />);
    expect(container).toHaveTextContent('two in the dark');
  });

  it('accepts your own simulator', async () => {
    const own = createLiveChatSimulator({ setting: null, generation: 'v1' });
    const { simulator } = renderWithLiveChat(<Shop />, { simulator: own });
    await ready();
    await simulator.startChat();
    expect(own).toHaveAnonymousChat();
  });

  it('installs the next widget only after the widget of a tree that Testing Library cleaned up is removed', () => {
    const first = renderWithLiveChat(<Shop />);
    cleanup();
    const second = renderWithLiveChat(<Shop />);
    expect(first.simulator.getState().widget).toBe('absent');
    expect(second.simulator.getState().widget).toBe('loading');
  });
});

describe('events of the widget', () => {
  it('are applied to components before the test continues, without a warning about act()', async () => {
    const warn = vi.spyOn(console, 'error');
    const Card = () => (useBotSso().isSignInCardVisible ? 'please sign in' : 'no card');
    const { simulator, container } = renderWithLiveChat(<Card />, { botSso: { getToken: async () => null } });
    await simulator.startChat();
    await Promise.all([simulator.sendSignInCard(), simulator.sendSignInCard()]);
    expect(container).toHaveTextContent('please sign in');
    expect(simulator.conversations).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('tokens', () => {
  it('come from the getAuthToken of the test', async () => {
    const getAuthToken = vi.fn(async () => createTestToken({ sub: 'own' }, { signedWith: 'foreign' }));
    const { simulator } = renderWithLiveChat(<Shop />, { getAuthToken });
    await ready();
    await simulator.startChat().catch(() => undefined);
    expect(getAuthToken).toHaveBeenCalled();
    expect(simulator).toHaveFailedChat(4);
  });

  it('contain the claims of the test', async () => {
    const Claims = () => {
      const token = useAuthToken();
      return token.status === 'valid' ? token.claims.iss : token.status;
    };
    const { container } = renderWithLiveChat(<Claims />, { claims: { iss: 'contoso' } });
    await waitFor(() => expect(container).toHaveTextContent('contoso'));
  });
});

describe('sign-in cards', () => {
  it('are shown when there is no token for the bot', async () => {
    const Card = () => (useBotSso().isSignInCardVisible ? 'please sign in' : 'no card');
    const { simulator, container } = renderWithLiveChat(<Card />, { botSso: { getToken: async () => null } });
    await simulator.startChat();
    expect(simulator).not.toShowSignInCard();
    await simulator.sendSignInCard({ signInId: 'card-1' });
    expect(simulator).toShowSignInCard('card-1');
    expect(simulator).not.toHideSignInCard();
    expect(container).toHaveTextContent('please sign in');
  });
});
