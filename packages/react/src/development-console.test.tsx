import { render, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, it, vi, type MockInstance } from 'vitest';
import { LiveChatAuthProvider } from './index.js';

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());
const lines = () => warn.mock.calls.map(([line]) => String(line));
const getAuthToken = () => Promise.reject(new Error('no session'));

it('names each problem once in StrictMode, also after the app renders again', async () => {
  const page = () => <LiveChatAuthProvider userId="ann" getAuthToken={() => getAuthToken()} {...{ signinOptional: true }} />;
  const { rerender } = render(page(), { wrapper: StrictMode });
  await waitFor(() => expect(lines()).toHaveLength(2));
  rerender(page());
  expect(lines()).toEqual([
    '[lcw-auth] unknown-option: There is no option signinOptional. Did you mean signInOptional?',
    expect.stringMatching(/^\[lcw-auth\] token-fetch-failed: Your getAuthToken function threw an error\./),
  ]);
});

it('writes nothing when the app has onEvent', async () => {
  const onEvent = vi.fn<() => void>();
  render(<LiveChatAuthProvider userId="ann" getAuthToken={getAuthToken} onEvent={onEvent} />);
  await waitFor(() => expect(onEvent).toHaveBeenCalledWith(expect.objectContaining({ type: 'token-failed' })));
  expect(lines()).toEqual([]);
});
