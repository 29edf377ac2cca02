import { useAuthToken, useBotSso, useLiveChatAuth } from '@lcw-auth/react';
import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestToken, renderWithLiveChat, testUserId } from './index.js';
import './vitest.js';

const Shop = () => {
  const { isReady, userId } = useLiveChatAuth();
  return <p>{isReady ? `chat of ${userId ?? 'nobody'}` : 'no chat yet'}</p>;
};

// The key pair is made once; no test's time limit has to hold it.
beforeAll(() => createTestToken(), 60_000);

const ready = () => screen.findByText(/^chat of/);

describe.each(['v1', 'v2'] as const)('on the %s widget', (generation) => {
  it('the signed-in user chats as themselves, with context', async () => {
    const { simulator } = renderWithLiveChat(<Shop />, { generation, context: { vip: true, cart: 120 } });
    await ready();
    await waitFor(() => expect(simulator.log.some(({ type }) => type === 'auth-token-received') || generation === 'v2').toBe(true));
    await simulator.startChat();
    expect(simulator).toHaveAuthenticatedChat({ contactId: testUserId, context: { vip: true, cart: 120 } });
    expect(simulator).not.toHaveAnonymousChat();
  });

  it('nobody signed in gets the error pane, or an anonymous chat where sign-in is optional', async () => {
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

describe('the page', () => {
  it('has the widget before the app runs, and not after the app is gone', async () => {
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

  it('loses the widget when the app cannot even be rendered', () => {
    const Broken = () => {
      throw new Error('broken');
    };
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => renderWithLiveChat(<Broken />, { generation: 'v1' })).toThrow('broken');
    quiet.mockRestore();
    expect(document.getElementById('Microsoft_Omnichannel_LCWidget')).toBeNull();
    expect(window).not.toHaveProperty('Microsoft.Omnichannel.LiveChatWidget.SDK');
  });

  it('lets the app clean up while the widget is still there', async () => {
    let present: boolean | null = null;
    const Look = () => {
      useEffect(() => () => void (present = document.getElementById('Microsoft_Omnichannel_LCWidget') !== null), []);
      return null;
    };
    renderWithLiveChat(<Look />).unmount();
    expect(present).toBe(true);
  });

  it('follows who signs in and out of the portal', async () => {
    const { setUserId, simulator } = renderWithLiveChat(<Shop />, { userId: null, signInOptional: true });
    expect(await ready()).toHaveTextContent('chat of nobody');
    setUserId(testUserId);
    expect(screen.getByText(`chat of ${testUserId}`)).toBeInTheDocument();
    await simulator.startChat();
    expect(simulator).toHaveAuthenticatedChat({ contactId: testUserId });
  });

  it('is rendered in StrictMode unless told otherwise', () => {
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

  it('carries a simulator of your own', async () => {
    const own = createLiveChatSimulator({ setting: null, generation: 'v1' });
    const { simulator } = renderWithLiveChat(<Shop />, { simulator: own });
    await ready();
    await simulator.startChat();
    expect(own).toHaveAnonymousChat();
  });

  it('loses the widget of a tree that Testing Library cleaned up, before the next one comes', () => {
    const first = renderWithLiveChat(<Shop />);
    cleanup();
    const second = renderWithLiveChat(<Shop />);
    expect(first.simulator.getState().widget).toBe('absent');
    expect(second.simulator.getState().widget).toBe('loading');
  });
});

describe('what happens in the widget', () => {
  it('reaches components before the test goes on, without a warning of act()', async () => {
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
  it('come from the app where it brings its own', async () => {
    const getAuthToken = vi.fn(async () => createTestToken({ sub: 'own' }, { signedWith: 'foreign' }));
    const { simulator } = renderWithLiveChat(<Shop />, { getAuthToken });
    await ready();
    await simulator.startChat().catch(() => undefined);
    expect(getAuthToken).toHaveBeenCalled();
    expect(simulator).toHaveFailedChat(4);
  });

  it('take claims of the test', async () => {
    const Claims = () => {
      const token = useAuthToken();
      return token.status === 'valid' ? token.claims.iss : token.status;
    };
    const { container } = renderWithLiveChat(<Claims />, { claims: { iss: 'contoso' } });
    await waitFor(() => expect(container).toHaveTextContent('contoso'));
  });
});

describe('sign-in cards', () => {
  it('show where no token is there for the bot', async () => {
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
