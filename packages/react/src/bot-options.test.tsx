import type * as Core from '@lcw-auth/core';
import type { BotSsoOptions, LiveChatAuthClient } from '@lcw-auth/core';
import { act, render } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it, vi } from 'vitest';
import { LiveChatAuthProvider } from './index.js';

const created: LiveChatAuthClient[] = [];
vi.mock('@lcw-auth/core', async (importCore) => {
  const core = await importCore<typeof Core>();
  return {
    ...core,
    createLiveChatAuth: (...args: Parameters<typeof core.createLiveChatAuth>) => {
      const client = core.createLiveChatAuth(...args);
      vi.spyOn(client, 'setOptions');
      created.push(client);
      return client;
    },
  };
});

const Page = ({ botSso, userId = null }: { botSso?: BotSsoOptions; userId?: string | null }) => (
  <LiveChatAuthProvider userId={userId} getAuthToken={async () => null} botSso={botSso} />
);
const withToken = (token: string, others: Partial<BotSsoOptions> = {}): BotSsoOptions => ({ getToken: async () => token, ...others });
const request = { userId: 'ann', signInId: 's1', signal: new AbortController().signal };

async function show(botSso: BotSsoOptions) {
  const { rerender } = render(<Page botSso={botSso} />, { wrapper: StrictMode });
  // StrictMode creates two clients on React 18, and the provider uses one of them.
  const change = async (next?: BotSsoOptions, userId?: string) => {
    await act(async () => rerender(<Page {...(next && { botSso: next })} {...(userId && { userId })} />));
  };
  await change(botSso);
  const used = () => created.findLast(({ setOptions }) => vi.mocked(setOptions).mock.calls.length > 0);
  return { change, used };
}

it('calls the newest getToken without changing the options', async () => {
  const { change, used } = await show(withToken('one', { allowedHosts: ['a.example'] }));
  await change(withToken('two', { allowedHosts: ['a.example'] }));
  expect(used()).toBeUndefined();
  await change(withToken('three', { allowedHosts: ['a.example'] }), 'ann');
  // Only the user changed, so the bot's options are not passed again.
  expect(vi.mocked(used()!.setOptions).mock.calls).toEqual([[{ userId: 'ann' }]]);
  await expect(used()!.getOptions().botSso?.getToken(request)).resolves.toBe('three');
});

it('changes the options when a host, the time limit or the presence of decide changes', async () => {
  const { change, used } = await show(withToken('one'));
  const getToken = () => used()!.getOptions().botSso?.getToken;
  await change(withToken('one', { allowedHosts: ['a.example'] }));
  const first = getToken();
  const changes: BotSsoOptions[] = [
    withToken('one', { allowedHosts: ['b.example'] }),
    withToken('one', { timeout: 500 }),
    withToken('one', { timeout: 500, decide: () => ({ show: false }) }),
    withToken('one'),
  ];
  for (const [index, options] of changes.entries()) {
    await change(options);
    expect(used()!.setOptions).toHaveBeenCalledTimes(index + 2);
    // The client keeps the bot's token for as long as it sees the same function.
    expect(getToken()).toBe(first);
  }
  expect(used()!.getOptions().botSso).not.toHaveProperty('decide');
});

it('removes the options when the prop is removed', async () => {
  const { change, used } = await show(withToken('one'));
  await change();
  expect(used()!.getOptions().botSso).toBeUndefined();
});
