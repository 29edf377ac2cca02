import { createLiveChatSimulator, type LiveChatSimulator } from '@lcw-auth/simulator';
import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BotSignInCard, LiveChatAuthProvider } from './index.js';

const advance = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const status = () => screen.getByRole('status');
const dismiss = () => act(() => screen.getByRole('button', { name: 'Dismiss' }).click());

/** The HTTP status with which the bot token service responds. */
let httpStatus = 200;
let simulator: LiveChatSimulator;
let uninstall = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
  vi.stubGlobal('fetch', async () => new Response(null, { status: httpStatus }));
  simulator = createLiveChatSimulator({ readyAfter: 'never' });
  uninstall = simulator.install();
});
afterEach(() => {
  uninstall();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

interface PageProps {
  userId?: string | null;
  onSignIn?: () => void | Promise<void>;
}
const wait = () => new Promise<void>(() => {});
const Page = ({ userId = null, onSignIn = wait }: PageProps) => (
  <LiveChatAuthProvider userId={userId} getAuthToken={async () => null} botSso={{ getToken }}>
    <BotSignInCard onSignIn={onSignIn} />
  </LiveChatAuthProvider>
);
/** Without a user it responds so late that the widget stops waiting. Then the widget accepts the same card again. */
const getToken = async ({ userId }: { userId: string | null }) => {
  if (userId !== null) return 'token';
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return null;
};

async function openChat(props: PageProps = {}) {
  const page = render(<Page {...props} />, { wrapper: StrictMode });
  act(() => simulator.ready());
  const started = simulator.startChat();
  await advance(1000);
  await started;
  return page;
}

/** The bot sends a card whose URL is valid for a minute, and the widget decides. */
async function card(signInId: string, host = 'token.botframework.com') {
  const expiry = Math.floor(Date.now() / 1000) + 60;
  const sasUrl = `https://${host}/api/sas/postToken?expiry=${expiry}&state=${signInId}`;
  const decided = simulator.sendSignInCard({ signInId, sasUrl });
  await advance(100);
  await advance(3000);
  await expect(decided).resolves.toMatchObject({ shown: true });
}

describe('when the bot sends a card again', () => {
  it('shows the next refused card after one was dismissed', async () => {
    await openChat();
    for (const signInId of ['s1', 's2', 's3']) {
      await card(signInId, 'evil.example');
      expect(status()).toHaveTextContent('Use the sign-in button in the chat to continue.');
      dismiss();
      expect(status()).toBeEmptyDOMElement();
    }
    await card('s4');
    expect(status()).toHaveTextContent('Sign in here to continue.');
  });

  it('shows a card that expired and was dismissed when it comes again with a fresh URL', async () => {
    await openChat();
    await card('s1');
    await advance(60_000);
    expect(status()).toHaveTextContent('This sign-in request has expired');
    dismiss();
    expect(status()).toBeEmptyDOMElement();
    await card('s1');
    expect(status()).toHaveTextContent('Sign in here to continue.');
    await advance(60_000);
    expect(status()).toHaveTextContent('This sign-in request has expired');
  });

  it.each([202, 404])('shows a card that was completed with %i, when it comes again and fails', async (answer) => {
    const { rerender } = await openChat();
    await card('s1');
    httpStatus = answer;
    rerender(<Page userId="ann" />);
    await advance(1000);
    expect(status()).toHaveTextContent('You are signed in.');
    await advance(6000);
    expect(status()).toBeEmptyDOMElement();
    httpStatus = 500;
    await card('s1');
    expect(status()).toHaveTextContent('Sign in here to continue.');
  });

  it('forgets a failed sign-in when the card comes again', async () => {
    await openChat({ onSignIn: () => Promise.reject(new Error('popup blocked')) });
    await card('s1');
    await act(async () => screen.getByRole('button', { name: 'Sign in' }).click());
    expect(status()).toHaveTextContent('The sign-in did not work. Please try again.');
    await card('s1');
    expect(status()).toHaveTextContent('Sign in here to continue.');
  });
});

describe('when a card is dismissed', () => {
  it('shows an older card that is still on screen', async () => {
    await openChat();
    await card('s1');
    await card('s2', 'evil.example');
    expect(status()).toHaveTextContent('Use the sign-in button in the chat to continue.');
    dismiss();
    expect(status()).toHaveTextContent('Sign in here to continue.');
  });

  it('stays dismissed when other cards change', async () => {
    const { rerender } = await openChat();
    await card('s1');
    await advance(60_000);
    dismiss();
    await card('s2');
    expect(status()).toHaveTextContent('Sign in here to continue.');
    httpStatus = 200;
    rerender(<Page userId="ann" />);
    await advance(1000);
    expect(status()).toHaveTextContent('You are signed in.');
    await advance(6000);
    expect(status()).toBeEmptyDOMElement();
  });
});
