import { LiveChatAuthError, type AuthTokenState, type BotCard, type LiveChatAuthEvent, type LiveChatAuthState } from '@lcw-auth/core';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LiveChatAuthDevtools } from './devtools.js';
import { createFakeClient } from './fake-client.fixture.js';
import { LiveChatAuthProvider, type LiveChatAuthOptions } from './index.js';

const subject = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
const valid: AuthTokenState = {
  status: 'valid',
  expiresAt: Date.now() + 900_000,
  claims: { sub: subject, exp: 1_700_000_900, contextVariables: ['cartvalue'] },
  refreshing: false,
  error: null,
  warnings: [],
};
const ready: Partial<LiveChatAuthState> = { userId: 'ann', widget: { status: 'ready' }, authToken: valid };
const refused: BotCard = {
  signInId: 'sign-in-1',
  status: 'sign-in-required',
  visibility: 'shown',
  outcome: { type: 'posted', httpStatus: 400 },
};

async function open(state: Partial<LiveChatAuthState>, events: LiveChatAuthEvent[] = [], options: Partial<LiveChatAuthOptions> = {}) {
  const client = createFakeClient(state);
  client.setOptions(options);
  render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>
        <LiveChatAuthDevtools initiallyOpen events={events} />
      </LiveChatAuthProvider>
    </StrictMode>,
  );
  return screen.findByRole('button', { name: 'Live chat auth' });
}
const problems = () => within(screen.getByRole('region', { name: 'Problems' }));
const codes = () =>
  problems()
    .getAllByText(/^[a-z-]+$/, { selector: 'code' })
    .map(({ textContent }) => textContent);

describe('the status dot', () => {
  const notRequested: Partial<LiveChatAuthState> = { ...ready, chat: { status: 'open', authentication: 'not-requested' } };
  const withWarning: Partial<LiveChatAuthState> = {
    ...ready,
    authToken: { ...valid, warnings: [{ code: 'algorithm', message: 'The algorithm is ES256.' }] },
  };
  const cases: [string, Partial<LiveChatAuthState>][] = [
    ['Waiting for the widget', {}],
    ['Ready', ready],
    ['There are warnings', withWarning],
    ['There are errors', { ...withWarning, authToken: { ...valid, error: new LiveChatAuthError('token-timeout') } }],
    ['There are errors', notRequested],
    ['There are errors', { widget: { status: 'unavailable', error: new LiveChatAuthError('widget-not-ready') } }],
  ];
  it.each(cases)('shows the worst status: %s', async (title, state) => {
    expect(await open(state)).toHaveAccessibleDescription(title);
  });
});

describe('problems', () => {
  it('shows no section without problems', async () => {
    await open(ready);
    expect(screen.queryByRole('region', { name: 'Problems' })).toBeNull();
  });

  it('lists the causes of a chat for which no token was requested, with the function that the setting has to name', async () => {
    await open({ ...ready, chat: { status: 'open', authentication: 'not-requested' } }, [], { clientFunction: 'shop.getToken' });
    expect(screen.getByText('open (not-requested)')).toBeVisible();
    const causes = within(problems().getByRole('list', { name: 'Likely causes' })).getAllByRole('listitem');
    expect(causes.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('has no chat authentication setting'),
      expect.stringContaining('Enter shop.getToken in its field JavaScript client function.'),
      expect.stringContaining('was opened before the user signed in'),
      expect.stringContaining('Other code on the page responded'),
    ]);
  });

  it("lists the causes of Microsoft's React widget, which looks for no function on the page", async () => {
    await open({ ...ready, chat: { status: 'open', authentication: 'not-requested' } }, [], { host: () => createFakeClient().getHost() });
    const causes = within(problems().getByRole('list', { name: 'Likely causes' })).getAllByRole('listitem');
    expect(causes.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('has no chat authentication setting'),
      expect.stringContaining('The page needs no such function.'),
      expect.stringContaining('was opened before the user signed in'),
    ]);
  });

  it('explains that the option clientFunction is off', async () => {
    await open({ ...ready, chat: { status: 'open', authentication: 'not-requested' } }, [], { clientFunction: false });
    expect(problems().getByText(/The option clientFunction is false/)).toBeVisible();
  });

  it('shows what Omnichannel may reject the token for', async () => {
    const warnings = [
      { code: 'algorithm', message: 'The algorithm is ES256.' },
      { code: 'claim-missing', message: 'The claim iss is missing.' },
    ] as const;
    await open({ ...ready, authToken: { ...valid, warnings } });
    expect(codes()).toEqual(['algorithm', 'claim-missing']);
    expect(problems().getByText(/Omnichannel may reject the token. The algorithm is ES256./)).toBeVisible();
  });

  it('shows each conflict and other problem of the events once, after the errors', async () => {
    const at = Date.now();
    const events: LiveChatAuthEvent[] = [
      { type: 'conflict', code: 'conflict-auth-provider', at },
      { type: 'conflict', code: 'conflict-auth-provider', at },
      { type: 'close-chat-failed', code: 'close-chat-failed', at },
      { type: 'widget-ready', guessed: true, at },
      { type: 'sign-in-failed', reason: 'chat', at },
      { type: 'registration-failed', provider: 'bot', at },
    ];
    await open(ready, events);
    expect(codes()).toEqual([
      'registration-failed',
      'conflict-auth-provider',
      'close-chat-failed',
      'widget-ready-missed',
      'sign-in-failed',
    ]);
    expect(problems().getByText(/Remove its call of setAuthTokenProvider/)).toBeVisible();
  });

  it.each([
    [false, 'Set botSso.tokenExchange to true'],
    [true, 'The option botSso.tokenExchange is true.'],
  ])('names tokenExchange (%s) when the bot token service refuses a token', async (tokenExchange, text) => {
    const botSso = { status: 'sign-in-required', signInId: 'sign-in-1', outcome: refused.outcome!, cards: [refused] } as const;
    await open({ ...ready, botSso }, [], { botSso: { getToken: async () => null, tokenExchange } });
    expect(codes()).toEqual(['bot-token-refused']);
    expect(problems().getByText(text, { exact: false })).toBeVisible();
  });
});

describe('Copy as text', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const events: LiveChatAuthEvent[] = [{ type: 'card-received', signInId: 'a-long-sign-in-id', at: Date.now() }];
  const state: Partial<LiveChatAuthState> = {
    ...ready,
    chat: { status: 'open', authentication: 'not-requested' },
    botSso: { status: 'idle', cards: [refused] },
  };

  it('copies every part, without the user, the subject and whole sign-in ids', async () => {
    const user = userEvent.setup();
    await open(state, events);
    await user.click(screen.getByRole('button', { name: 'Copy as text' }));
    const text = await navigator.clipboard.readText();
    expect(screen.getByText('Copied.')).toBeVisible();
    expect(text.match(/^## .*/gm)).toEqual(['## Problems', '## State', '## Token', '## Registration', '## Sign-in cards', '## Timeline']);
    expect(text).toContain('token-not-requested: This chat is not authenticated.');
    expect(text).toContain('Chat: open (not-requested)');
    expect(text).toContain('User: signed in');
    for (const secret of ['ann', subject, 'a-long-sign-in-id', 'sign-in-1']) expect(text).not.toContain(secret);
  });

  it('shows the text when the browser refuses to copy', async () => {
    await open(state, events);
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'));
    await userEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Report' }).value).toContain('## State');
  });
});
