import type { BotSsoOptions } from '@lcw-auth/core';
import { createLiveChatSimulator, type LiveChatSimulator } from '@lcw-auth/simulator';
import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveChatAuthProvider, useBotSso } from './index.js';

let simulator: LiveChatSimulator;
let uninstall = () => {};
let posted: string[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
  posted = [];
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    posted.push((JSON.parse(body) as { token: string }).token);
    return new Response(null, { status: 200 });
  });
  simulator = createLiveChatSimulator({ setting: null, readyAfter: 'never' });
  uninstall = simulator.install();
});
afterEach(() => {
  uninstall();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const Bot = () => {
  const { status, cards, error } = useBotSso();
  return <p data-testid="bot">{[status, cards[0]?.visibility ?? 'no card', error?.code ?? 'no error'].join(', ')}</p>;
};
const bot = () => screen.getByTestId('bot');
const Page = ({ botSso }: { botSso?: BotSsoOptions }) => (
  <LiveChatAuthProvider userId="ann" getAuthToken={async () => null} botSso={botSso} developmentConsole={false}>
    <Bot />
  </LiveChatAuthProvider>
);
const withToken = (token: string, others: Partial<BotSsoOptions> = {}): BotSsoOptions => ({
  getToken: async () => ({ token, expiresAt: 0 }),
  ...others,
});
const advance = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const cardFrom = (signInId: string, host: string) => ({
  signInId,
  sasUrl: `https://${host}/api/sas/postToken?expiry=${Math.floor(Date.now() / 1000) + 60}&state=${signInId}`,
});

it('calls the newest getToken, applies changed options, and ends with the prop', async () => {
  const { rerender } = render(<Page botSso={withToken('one')} />, { wrapper: StrictMode });
  act(() => simulator.ready());
  void simulator.startChat();
  await advance(1000);

  rerender(<Page botSso={withToken('two')} />);
  void simulator.sendSignInCard(cardFrom('s1', 'token.botframework.com'));
  await advance(3000);
  expect(posted).toEqual(['two']);
  expect(bot()).toHaveTextContent('signed-in, hidden, no error');

  void simulator.sendSignInCard(cardFrom('s2', 'bot.example'));
  await advance(3000);
  expect(bot()).toHaveTextContent('shown, bot-url-host');

  rerender(<Page botSso={withToken('three', { allowedHosts: ['bot.example'] })} />);
  void simulator.sendSignInCard(cardFrom('s3', 'bot.example'));
  await advance(3000);
  expect(posted).toEqual(['two', 'three']);

  rerender(<Page />);
  expect(bot()).toHaveTextContent('disabled');
});
