import type { BotCard, LiveChatAuthEvent, LiveChatAuthState } from '@lcw-auth/core';
import { LiveChatAuthError } from '@lcw-auth/core';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, type ComponentProps } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LiveChatAuthDevtools } from './devtools.js';
import { createFakeClient, type FakeClient } from './fake-client.fixture.js';
import { LiveChatAuthProvider } from './index.js';

const subject = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
const claims = {
  iss: 'https://shop.example',
  sub: subject,
  iat: 1_700_000_000,
  exp: 1_700_000_900,
  contextVariables: ['cartvalue', 'isvip'],
};
const valid = (expiresIn: number): LiveChatAuthState['authToken'] => ({
  status: 'valid',
  expiresAt: Date.now() + expiresIn,
  claims,
  refreshing: false,
  error: null,
  warnings: [],
});

async function open(client: FakeClient, props: ComponentProps<typeof LiveChatAuthDevtools> = {}) {
  const page = render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>
        <LiveChatAuthDevtools initiallyOpen {...props} />
      </LiveChatAuthProvider>
    </StrictMode>,
  );
  await screen.findByRole('button', { name: 'Live chat auth' });
  return page;
}
const part = (name: string) => within(screen.getByRole('region', { name }));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe('when they are rendered', () => {
  it('opens with its button', async () => {
    await open(createFakeClient(), { initiallyOpen: false });
    const toggle = screen.getByRole('button', { name: 'Live chat auth' });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByRole('region', { name: 'State' })).not.toBeInTheDocument();
    await userEvent.click(toggle);
    expect(part('State').getByText('waiting')).toBeVisible();
  });

  it('renders nothing in production builds unless enabled is given', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const { rerender } = render(
      <LiveChatAuthProvider client={createFakeClient()}>
        <LiveChatAuthDevtools />
      </LiveChatAuthProvider>,
    );
    await act(async () => {});
    expect(document.body).toHaveTextContent('');
    rerender(
      <LiveChatAuthProvider client={createFakeClient()}>
        <LiveChatAuthDevtools enabled />
      </LiveChatAuthProvider>,
    );
    expect(await screen.findByRole('button', { name: 'Live chat auth' })).toBeVisible();
  });

  it('renders nothing on the server', () => {
    const html = renderToString(
      <LiveChatAuthProvider client={createFakeClient()}>
        <LiveChatAuthDevtools initiallyOpen />
      </LiveChatAuthProvider>,
    );
    expect(html).toBe('');
  });
});

describe('what it shows', () => {
  it('shows the claims with the subject shortened, and counts down to the expiry', async () => {
    // The devtools open on real time, and the countdown runs on fake time.
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    await open(createFakeClient({ userId: 'ann', authToken: valid(65_500) }));
    expect(part('Token').getByText('1:05')).toBeVisible();
    act(() => {
      vi.advanceTimersByTime(6000);
    });
    expect(part('Token').getByText('0:59')).toBeVisible();
    expect(part('Token').getByText('cartvalue, isvip')).toBeVisible();
    expect(document.body.innerHTML).not.toContain(subject);
  });

  it('shows an error, what to do, and where to read more', async () => {
    const error = new LiveChatAuthError('token-algorithm');
    await open(createFakeClient({ authToken: { status: 'error', error } }));
    expect(part('Problems').getByText(error.message, { exact: false })).toBeVisible();
    expect(part('Problems').getByRole('link', { name: 'More about token-algorithm' })).toHaveAttribute('href', error.docsUrl);
  });

  it('shows what is registered, since when and how often, and what happened, newest first', async () => {
    const at = new Date('2026-01-01T12:00:00').getTime();
    const events: LiveChatAuthEvent[] = [
      { type: 'registered', provider: 'auth', at },
      { type: 'registered', provider: 'auth', at: at + 1000 },
      { type: 'token-responded', route: 'sdk', answer: 'token', afterMs: 3, at: at + 2000 },
    ];
    await open(createFakeClient(), { events });
    expect(part('Registration').getByText('since 12:00:01, 2 times')).toBeVisible();
    expect(part('Registration').getAllByText('no')).toHaveLength(2);
    const lines = part('Timeline').getAllByRole('listitem');
    expect(lines[0]).toHaveTextContent('12:00:02 The widget received the token after 3 ms (SDK).');
    expect(lines).toHaveLength(3);
  });

  it("shows when Microsoft's chat SDK was connected, where it is the chat", async () => {
    const at = new Date('2026-01-01T12:00:00').getTime();
    const client = createFakeClient();
    client.setOptions({ host: () => client.getHost() });
    await open(client, { events: [{ type: 'connected', part: 'chat-sdk', at }] });
    expect(part('Registration').getByText('chat SDK')).toBeVisible();
    expect(part('Registration').getByText('since 12:00:00')).toBeVisible();
    expect(part('Registration').getByText('no')).toBeVisible();
    expect(part('Timeline').getByRole('listitem')).toHaveTextContent('12:00:00 Connected the chat SDK.');
  });
});

describe('why a card is shown or hidden', () => {
  const failed = new LiveChatAuthError('bot-url-host', { host: 'evil.example' });
  const shown = { signInId: 's1', status: 'sign-in-required', visibility: 'shown' } as const;
  const reasons: [BotCard, string][] = [
    [
      { ...shown, outcome: { type: 'posted', httpStatus: 500 } },
      'The bot token service responded with 500. Only 200, 202 and 404 hide a card.',
    ],
    [
      { ...shown, outcome: { type: 'posted', httpStatus: 401 } },
      "The bot token service refused the token (401). Check the token's audience and scopes. Set botSso.tokenExchange to true",
    ],
    [
      { ...shown, outcome: { type: 'posted', httpStatus: 200 } },
      'The bot token service accepted the token (200). Your decide() function showed the card.',
    ],
    [
      { ...shown, outcome: { type: 'no-token' } },
      'getToken returned null: no user is signed in, or no token is available without a prompt.',
    ],
    [{ ...shown, outcome: { type: 'timeout' } }, 'There was no outcome within the time limit.'],
    [{ ...shown, outcome: { type: 'failed', error: failed } }, `bot-url-host: ${failed.message}`],
    [{ ...shown, status: 'expired', outcome: { type: 'no-token' } }, "The card's token URL is no longer valid: ask the bot again."],
    [
      { ...shown, status: 'signed-in', outcome: { type: 'posted', httpStatus: 200 } },
      'The card was on screen by then, and the widget cannot remove it.',
    ],
    [{ ...shown, status: 'exchanging', outcome: { type: 'no-token' } }, 'The token is being posted now.'],
    [
      { ...shown, status: 'signed-in', visibility: 'hidden', outcome: { type: 'posted', httpStatus: 202 } },
      'reports that the user is signed in already (202).',
    ],
    [{ ...shown, status: 'signed-in', visibility: 'hidden', outcome: { type: 'already-signed-in' } }, 'This sign-in was completed before.'],
    [{ ...shown, visibility: 'hidden', outcome: { type: 'no-token' } }, 'Your decide() function hid the card.'],
    [{ ...shown, status: 'exchanging', visibility: 'held', outcome: null }, 'The widget holds the card back and waits for the decision.'],
  ];
  it.each(reasons)('%o', async (card, reason) => {
    await open(createFakeClient({ botSso: { status: 'idle', cards: [card] } }));
    expect(part('Sign-in cards').getByText(reason, { exact: false })).toBeVisible();
  });
});

it('has buttons, and those that the app adds', async () => {
  const client = createFakeClient();
  const run = vi.fn<() => void>();
  await open(client, { actions: [{ label: 'Token endpoint down', run }] });
  await userEvent.click(screen.getByRole('button', { name: 'Refresh token' }));
  expect(client.getAuthToken).toHaveBeenCalledExactlyOnceWith({ force: true });
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(client.retry).toHaveBeenCalledTimes(1);
  await userEvent.click(screen.getByRole('button', { name: 'Token endpoint down' }));
  expect(run).toHaveBeenCalledTimes(1);
});
