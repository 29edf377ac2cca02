import { act, render } from '@testing-library/react';
import { StrictMode, type ReactNode } from 'react';
import { expect, expectTypeOf, it, vi } from 'vitest';
import { createFakeClient } from './fake-client.fixture.js';
import { LiveChatAuthProvider, useAuthToken, useBotSso, useLiveChatAuth, useLiveChatEvent, useLiveChatState } from './index.js';

const inProvider = ({ children }: { children: ReactNode }) => (
  <StrictMode>
    <LiveChatAuthProvider client={createFakeClient()}>{children}</LiveChatAuthProvider>
  </StrictMode>
);
const dispatch = (event: Event) =>
  act(() => {
    window.dispatchEvent(event);
  });
const raise = (type: string, detail?: unknown) => dispatch(new CustomEvent(type, { detail }));

it('calls the newest handler once per event, and no handler after unmount', () => {
  const first = vi.fn<(detail: unknown) => void>();
  const second = vi.fn<(detail: unknown) => void>();
  const Listener = ({ handler }: { handler: (detail: unknown) => void }) => {
    useLiveChatEvent('lcw:startChat', handler);
    return null;
  };
  const { rerender, unmount } = render(<Listener handler={first} />, { wrapper: inProvider });
  raise('lcw:startChat');
  expect(first).toHaveBeenCalledTimes(1);
  rerender(<Listener handler={second} />);
  raise('lcw:startChat');
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(1);
  unmount();
  raise('lcw:startChat');
  expect(second).toHaveBeenCalledTimes(1);
});

it('derives the type of the detail from the event', () => {
  const Listener = () => {
    useLiveChatEvent('lcw:error', (detail) =>
      expectTypeOf(detail).toEqualTypeOf<{ errorCode?: number; errorDescription?: string; errorDetail?: unknown } | Error | null>(),
    );
    return null;
  };
  render(<Listener />, { wrapper: inProvider });
});

it.each([['text'], [7], [undefined], [null]])('passes null when the detail is %j, because any frame can forge it', (forged) => {
  const handler = vi.fn<(detail: unknown) => void>();
  const Listener = () => {
    useLiveChatEvent('lcw:error', handler);
    return null;
  };
  render(<Listener />, { wrapper: inProvider });
  raise('lcw:error', forged);
  expect(handler).toHaveBeenCalledExactlyOnceWith(null);
});

it('passes null when the event is not a CustomEvent', () => {
  const handler = vi.fn<(detail: unknown) => void>();
  const Listener = () => {
    useLiveChatEvent('lcw:ready', handler);
    return null;
  };
  render(<Listener />, { wrapper: inProvider });
  dispatch(new Event('lcw:ready'));
  expect(handler).toHaveBeenCalledExactlyOnceWith(null);
});

it.each([
  ['useLiveChatAuth', () => useLiveChatAuth()],
  ['useAuthToken', () => useAuthToken()],
  ['useBotSso', () => useBotSso()],
  ['useLiveChatEvent', () => useLiveChatEvent('lcw:ready', () => {})],
  ['useLiveChatState', () => useLiveChatState((state) => state.userId)],
])('%s throws outside a provider and says what to write', (name, useIt) => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const Consumer = () => {
    useIt();
    return null;
  };
  expect(() => render(<Consumer />)).toThrow(
    `${name} needs a provider above it: write <LiveChatAuthProvider userId={...} getAuthToken={...}> around the app.`,
  );
  vi.restoreAllMocks();
});
