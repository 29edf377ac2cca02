import type { BotSsoOptions, BotSsoState } from '@lcw-auth/core';
import { liveChatAuthError } from '@lcw-auth/core/errors';
import { act, render, renderHook, screen } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeClient, type FakeClient } from './fake-client.fixture.js';
import { LiveChatAuthProvider, useBotSso, type BotSsoResult } from './index.js';

const inClient = (client: FakeClient) =>
  function Wrapper({ children }: { children: ReactNode }) {
    return (
      <StrictMode>
        <LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>
      </StrictMode>
    );
  };

const supply = (token: string): BotSsoOptions => ({ getToken: async () => token });
const Supplier = ({ options, children }: { options: BotSsoOptions; children?: ReactNode }) => {
  useBotSso(options);
  return children;
};
const request = { userId: 'ann', signInId: 's1', signal: new AbortController().signal };
const settled = () => act(async () => {});
const answer = (client: FakeClient) => client.changes.at(-1)?.botSso?.getToken(request);

describe('what it reads', () => {
  const shown = { signInId: 's1', status: 'sign-in-required', visibility: 'shown', outcome: { type: 'no-token' } } as const;
  const states: [string, BotSsoState, boolean][] = [
    ['no card', { status: 'idle', cards: [] }, false],
    ['a card on screen', { status: 'sign-in-required', signInId: 's1', outcome: { type: 'no-token' }, cards: [shown] }, true],
    ['an expired card on screen', { status: 'expired', signInId: 's1', cards: [{ ...shown, status: 'expired' }] }, true],
    ['a card held back', { status: 'exchanging', signInId: 's1', cards: [{ ...shown, status: 'exchanging', visibility: 'held' }] }, false],
    ['a shown card that succeeded late', { status: 'signed-in', signInId: 's1', cards: [{ ...shown, status: 'signed-in' }] }, false],
    [
      'a hidden card above one on screen',
      {
        status: 'signed-in',
        signInId: 's2',
        cards: [{ signInId: 's2', status: 'signed-in', visibility: 'hidden', outcome: { type: 'posted', httpStatus: 200 } }, shown],
      },
      true,
    ],
  ];
  it.each(states)('tells whether a sign-in card is on screen: %s', (_, botSso, visible) => {
    const client = createFakeClient({ botSso });
    const { result } = renderHook(() => useBotSso(), { wrapper: inClient(client) });
    expect(result.current.isSignInCardVisible).toBe(visible);
    expect(result.current.status).toBe(botSso.status);
  });

  it("gives the newest card's failure, and null when it did not fail", () => {
    const error = liveChatAuthError('bot-url-host', 'evil.example');
    const failed = { ...shown, outcome: { type: 'failed', error } } as const;
    const client = createFakeClient();
    const { result } = renderHook(() => useBotSso(), { wrapper: inClient(client) });
    expect(result.current.error).toBeNull();
    act(() => client.setState({ botSso: { status: 'sign-in-required', signInId: 's1', outcome: failed.outcome, cards: [failed] } }));
    expect(result.current.error).toBe(error);
    act(() => client.setState({ botSso: { status: 'sign-in-required', signInId: 's2', outcome: shown.outcome, cards: [shown, failed] } }));
    expect(result.current.error).toBeNull();
  });

  it('hands completeSignIn to the client', async () => {
    const client = createFakeClient();
    const { result } = renderHook(() => useBotSso(), { wrapper: inClient(client) });
    await result.current.completeSignIn('s1');
    expect(client.completeSignIn).toHaveBeenCalledWith('s1');
  });

  it('changes no option when it only reads', async () => {
    const client = createFakeClient();
    renderHook(() => useBotSso(), { wrapper: inClient(client) });
    await settled();
    expect(client.changes).toEqual([]);
  });
});

describe('what it supplies', () => {
  it('gives the client the options of the component, once in StrictMode too', async () => {
    const client = createFakeClient();
    render(<Supplier options={{ ...supply('one'), deadline: 900 }} />, { wrapper: inClient(client) });
    await settled();
    expect(client.changes).toHaveLength(1);
    expect(client.changes[0]?.botSso?.deadline).toBe(900);
    await expect(answer(client)).resolves.toBe('one');
  });

  it('calls the newest function without changing the options again (rule 5)', async () => {
    const client = createFakeClient();
    const { rerender } = render(<Supplier options={{ ...supply('one'), allowedHosts: ['a.example'] }} />, { wrapper: inClient(client) });
    await settled();
    rerender(<Supplier options={{ ...supply('two'), allowedHosts: ['a.example'] }} />);
    await settled();
    expect(client.changes).toHaveLength(1);
    await expect(answer(client)).resolves.toBe('two');
  });

  it('changes the options when a host, the deadline or the presence of decide changes', async () => {
    const client = createFakeClient();
    const { rerender } = render(<Supplier options={supply('one')} />, { wrapper: inClient(client) });
    await settled();
    const more: BotSsoOptions[] = [
      { ...supply('one'), allowedHosts: ['a.example'] },
      { ...supply('one'), allowedHosts: ['b.example'] },
      { ...supply('one'), deadline: 500 },
      { ...supply('one'), deadline: 500, decide: () => ({ show: false }) },
    ];
    for (const [index, options] of more.entries()) {
      rerender(<Supplier options={options} />);
      await settled();
      expect(client.changes).toHaveLength(index + 2);
    }
    expect(client.changes.at(-1)?.botSso?.decide?.({ type: 'no-token' })).toEqual({ show: false });
    rerender(<Supplier options={supply('one')} />);
    await settled();
    expect(client.changes.at(-1)?.botSso).not.toHaveProperty('decide');
  });

  it('lets the innermost mounted component win, and falls back as they unmount', async () => {
    const client = createFakeClient();
    const App = ({ depth }: { depth: number }) => (
      <Supplier options={supply('outer')}>
        {depth > 1 && <Supplier options={supply('inner')}>{depth > 2 && <Supplier options={supply('innermost')} />}</Supplier>}
      </Supplier>
    );
    const { rerender } = render(<App depth={3} />, { wrapper: inClient(client) });
    await settled();
    await expect(answer(client)).resolves.toBe('innermost');
    rerender(<App depth={2} />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
    rerender(<App depth={1} />);
    await settled();
    await expect(answer(client)).resolves.toBe('outer');
    rerender(<App depth={2} />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
  });

  it('gives a client from outside React its own options back, also those that it got meanwhile', async () => {
    const client = createFakeClient();
    const [own, newer] = [supply('own'), supply('newer')];
    client.setOptions({ botSso: own });
    const { rerender } = render(<Supplier options={supply('one')} />, { wrapper: inClient(client) });
    await settled();
    await expect(answer(client)).resolves.toBe('one');
    rerender(<i />);
    await settled();
    expect(client.changes.at(-1)).toEqual({ botSso: own });

    client.setOptions({ botSso: newer });
    rerender(<Supplier options={supply('two')} />);
    await settled();
    await expect(answer(client)).resolves.toBe('two');
    rerender(<i />);
    await settled();
    expect(client.changes.at(-1)).toEqual({ botSso: newer });
  });

  it('keeps the innermost one after another client has come, whoever mounted last', async () => {
    const [before, client] = [createFakeClient(), createFakeClient()];
    const App = ({ given, isDeep }: { given: FakeClient; isDeep: boolean }) => (
      <LiveChatAuthProvider client={given}>
        <Supplier options={supply('outer')}>{isDeep && <Supplier options={supply('inner')} />}</Supplier>
      </LiveChatAuthProvider>
    );
    const { rerender } = render(<App given={before} isDeep={false} />);
    await settled();
    rerender(<App given={client} isDeep={false} />);
    await settled();
    await expect(answer(client)).resolves.toBe('outer');
    rerender(<App given={client} isDeep />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
  });

  it('takes options that come later and go again, without a new place in the tree', async () => {
    const client = createFakeClient();
    const Maybe = ({ options, children }: { options?: BotSsoOptions | undefined; children?: ReactNode }) => {
      useBotSso(options);
      return children;
    };
    const App = ({ outer }: { outer?: BotSsoOptions }) => (
      <Maybe options={outer}>
        <Maybe options={supply('inner')} />
      </Maybe>
    );
    const { rerender } = render(<App />, { wrapper: inClient(client) });
    await settled();
    rerender(<App outer={{ ...supply('outer'), deadline: 700 }} />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
    expect(client.changes.at(-1)?.botSso).not.toHaveProperty('deadline');
    rerender(<App />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
    expect(client.changes).toHaveLength(1);
  });

  it('passes from one page to the next without a moment of no options', async () => {
    const client = createFakeClient();
    const App = ({ page }: { page: string }) => <Supplier key={page} options={supply(page)} />;
    const { rerender } = render(<App page="cart" />, { wrapper: inClient(client) });
    await settled();
    rerender(<App page="orders" />);
    await settled();
    expect(client.changes.map(({ botSso }) => typeof botSso)).toEqual(['object']);
    await expect(answer(client)).resolves.toBe('orders');
  });
});

it('gives all its consumers one object, made once per change', () => {
  const client = createFakeClient();
  const seen = new Set<BotSsoResult>();
  const Consumer = () => {
    seen.add(useBotSso());
    return null;
  };
  const tree = ['a', 'b', 'c'].map((key) => <Consumer key={key} />);
  render(<LiveChatAuthProvider client={client}>{tree}</LiveChatAuthProvider>);
  expect(seen.size).toBe(1);
  act(() => client.setState({ botSso: { status: 'exchanging', signInId: 's1', cards: [] } }));
  expect(seen.size).toBe(2);
  // Another object with the same content is no change.
  act(() => client.setState({ botSso: { status: 'exchanging', signInId: 's1', cards: [] } }));
  expect(seen.size).toBe(2);
});

it('renders its component once per change of the bot state', () => {
  const client = createFakeClient();
  const rendered = vi.fn<() => void>();
  function Consumer() {
    rendered();
    return <p>{useBotSso({ getToken: async () => null }).status}</p>;
  }
  render(
    <LiveChatAuthProvider client={client}>
      <Consumer />
    </LiveChatAuthProvider>,
  );
  act(() => client.setState({ authToken: { status: 'pending' } }));
  expect(rendered).toHaveBeenCalledTimes(1);
  act(() => client.setState({ botSso: { status: 'exchanging', signInId: 's1', cards: [] } }));
  expect(screen.getByText('exchanging')).toBeInTheDocument();
  expect(rendered).toHaveBeenCalledTimes(2);
});
