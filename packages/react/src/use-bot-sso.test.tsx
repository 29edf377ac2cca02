import type { BotSsoState } from '@lcw-auth/core';
import { LiveChatAuthError } from '@lcw-auth/core';
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

const settled = () => act(async () => {});

describe('what it returns', () => {
  const shown = { signInId: 's1', status: 'sign-in-required', visibility: 'shown', outcome: { type: 'no-token' } } as const;
  const states: [string, BotSsoState, boolean][] = [
    ['no card', { status: 'idle', cards: [] }, false],
    ['a card on screen', { status: 'sign-in-required', signInId: 's1', outcome: { type: 'no-token' }, cards: [shown] }, true],
    ['an expired card on screen', { status: 'expired', signInId: 's1', cards: [{ ...shown, status: 'expired' }] }, false],
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
  it.each(states)('reports whether a sign-in card is visible: %s', (_, botSso, visible) => {
    const client = createFakeClient({ botSso });
    const { result } = renderHook(() => useBotSso(), { wrapper: inClient(client) });
    expect(result.current.isSignInCardVisible).toBe(visible);
    expect(result.current.status).toBe(botSso.status);
  });

  it('returns why the exchange for the newest card failed, and null when it did not fail', () => {
    const error = new LiveChatAuthError('bot-url-host', { host: 'evil.example' });
    const failed = { ...shown, outcome: { type: 'failed', error } } as const;
    const client = createFakeClient();
    const { result } = renderHook(() => useBotSso(), { wrapper: inClient(client) });
    expect(result.current.error).toBeNull();
    act(() => client.setState({ botSso: { status: 'sign-in-required', signInId: 's1', outcome: failed.outcome, cards: [failed] } }));
    expect(result.current.error).toBe(error);
    act(() => client.setState({ botSso: { status: 'sign-in-required', signInId: 's2', outcome: shown.outcome, cards: [shown, failed] } }));
    expect(result.current.error).toBeNull();
  });

  it('passes completeSignIn to the client', async () => {
    const client = createFakeClient();
    const { result } = renderHook(() => useBotSso(), { wrapper: inClient(client) });
    await result.current.completeSignIn('s1');
    expect(client.completeSignIn).toHaveBeenCalledWith('s1');
  });

  it('changes no option', async () => {
    const client = createFakeClient();
    renderHook(() => useBotSso(), { wrapper: inClient(client) });
    await settled();
    expect(client.changes).toEqual([]);
  });
});

it('returns one object to all consumers, created once per change', () => {
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
  // A new object with the same content is not a change.
  act(() => client.setState({ botSso: { status: 'exchanging', signInId: 's1', cards: [] } }));
  expect(seen.size).toBe(2);
});

it('renders its component once per change of the bot state', () => {
  const client = createFakeClient();
  const rendered = vi.fn<() => void>();
  function Consumer() {
    rendered();
    return <p>{useBotSso().status}</p>;
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
