import type { BotCard, BotSsoState } from '@lcw-auth/core';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, type ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClient, type FakeClient } from './fake-client.fixture.js';
import { BotSignInCard, german, LiveChatAuthProvider } from './index.js';

const onScreen: BotCard = { signInId: 's1', status: 'sign-in-required', visibility: 'shown', outcome: { type: 'no-token' } };
const required = (card: BotCard = onScreen): BotSsoState => ({
  status: 'sign-in-required',
  signInId: card.signInId,
  outcome: { type: 'no-token' },
  cards: [card],
});
const exchanging: BotSsoState = { status: 'exchanging', signInId: 's1', cards: [{ ...onScreen, status: 'exchanging' }] };
const signedIn: BotSsoState = {
  status: 'signed-in',
  signInId: 's1',
  cards: [{ ...onScreen, status: 'signed-in', outcome: { type: 'posted', httpStatus: 200 } }],
};
const expired: BotSsoState = { status: 'expired', signInId: 's1', cards: [{ ...onScreen, status: 'expired' }] };

const show = (client: FakeClient, card: ReactNode) =>
  render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>{card}</LiveChatAuthProvider>
    </StrictMode>,
  );
const bot = (client: FakeClient, botSso: BotSsoState) => act(() => client.setState({ botSso }));
const button = (name: string) => screen.getByRole('button', { name });
const wait = () => new Promise<void>(() => {});

describe('when it is shown', () => {
  it('has an empty live region before a card arrives, and announces the card when it arrives', () => {
    const client = createFakeClient();
    show(client, <BotSignInCard onSignIn={() => {}} />);
    const region = screen.getByRole('status');
    expect(region).toBeEmptyDOMElement();
    expect(screen.queryByRole('region')).not.toBeInTheDocument();

    bot(client, required());
    expect(screen.getByRole('status')).toBe(region);
    expect(region).toHaveTextContent('The assistant asks you to sign in Sign in here to continue. Your chat stays open.');
    expect(screen.getByRole('region', { name: 'The assistant asks you to sign in' })).toBeVisible();
  });

  it('does not take the focus', () => {
    const client = createFakeClient();
    show(
      client,
      <>
        <input aria-label="Search" />
        <BotSignInCard onSignIn={() => {}} />
      </>,
    );
    screen.getByLabelText('Search').focus();
    bot(client, required());
    expect(screen.getByLabelText('Search')).toHaveFocus();
  });

  it('shows nothing for a card that is held back or hidden', () => {
    const client = createFakeClient();
    show(client, <BotSignInCard onSignIn={() => {}} />);
    for (const visibility of ['held', 'hidden'] as const) {
      bot(client, required({ ...onScreen, visibility }));
      expect(screen.queryByRole('button')).not.toBeInTheDocument();
    }
  });

  it('disappears when the user changes and the cards are gone', () => {
    const client = createFakeClient({ botSso: required() });
    show(client, <BotSignInCard onSignIn={() => {}} />);
    expect(button('Sign in')).toBeVisible();
    bot(client, { status: 'idle', cards: [] });
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });
});

describe('signing in', () => {
  it('works from the keyboard, and is busy while onSignIn is pending', async () => {
    const user = userEvent.setup();
    const client = createFakeClient({ botSso: required() });
    const onSignIn = vi.fn<() => Promise<void>>(wait);
    show(client, <BotSignInCard onSignIn={onSignIn} />);
    await user.tab();
    expect(button('Sign in')).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(button('Signing in…')).toHaveFocus();
    expect(button('Signing in…')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('region')).toHaveAttribute('aria-busy', 'true');
    await user.keyboard('{Enter}');
    expect(onSignIn).toHaveBeenCalledTimes(1);
  });

  it('posts the token when a user is signed in afterwards', async () => {
    const client = createFakeClient({ botSso: required(), userId: 'ann' });
    show(client, <BotSignInCard onSignIn={async () => {}} />);
    await userEvent.click(button('Sign in'));
    expect(client.completeSignIn).toHaveBeenCalledExactlyOnceWith('s1');
  });

  it('posts nothing and stays when the user gave up', async () => {
    const client = createFakeClient({ botSso: required() });
    show(client, <BotSignInCard onSignIn={async () => {}} />);
    await userEvent.click(button('Sign in'));
    expect(client.completeSignIn).not.toHaveBeenCalled();
    expect(button('Sign in')).toBeVisible();
  });

  it('shows a message when onSignIn failed, and can be pressed again', async () => {
    const client = createFakeClient({ botSso: required() });
    const onSignIn = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('popup blocked')).mockImplementation(wait);
    show(client, <BotSignInCard onSignIn={onSignIn} />);
    await userEvent.click(button('Sign in'));
    expect(screen.getByRole('status')).toHaveTextContent('The sign-in did not work. Please try again.');
    await userEvent.click(button('Sign in'));
    expect(button('Signing in…')).toBeVisible();
    expect(onSignIn).toHaveBeenCalledTimes(2);
  });

  it('is busy while the token is being posted', () => {
    const client = createFakeClient({ botSso: required() });
    show(client, <BotSignInCard onSignIn={() => {}} />);
    bot(client, exchanging);
    expect(screen.getByRole('status')).toHaveTextContent('One moment, the assistant is being informed…');
    expect(button('Signing in…')).toHaveAttribute('aria-disabled', 'true');
  });

  it('forgets a failed sign-in when the next card arrives', async () => {
    const client = createFakeClient({ botSso: required() });
    show(client, <BotSignInCard onSignIn={() => Promise.reject(new Error('popup blocked'))} />);
    await userEvent.click(button('Sign in'));
    bot(client, required({ ...onScreen, signInId: 's2' }));
    expect(screen.getByRole('status')).toHaveTextContent('Sign in here to continue.');
  });
});

describe('when it ends', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows a success message, keeps the focus in place, and disappears after a moment', () => {
    const client = createFakeClient({ botSso: required() });
    const { container } = show(client, <BotSignInCard onSignIn={() => {}} />);
    act(() => button('Sign in').focus());
    bot(client, signedIn);
    expect(screen.getByRole('status')).toHaveTextContent('You are signed in. The assistant continues in the chat.');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    expect(container.firstElementChild).toHaveFocus();
    act(() => {
      vi.advanceTimersByTime(6000);
    });
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
    expect(container.firstElementChild).toHaveFocus();
  });

  it('does not move the focus when the focus was elsewhere', () => {
    const client = createFakeClient({ botSso: required() });
    show(client, <BotSignInCard onSignIn={() => {}} />);
    bot(client, signedIn);
    expect(document.body).toHaveFocus();
  });

  it('shows no success message for a card that was never shown', () => {
    show(createFakeClient({ botSso: signedIn }), <BotSignInCard onSignIn={() => {}} />);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('asks the user to ask the bot again when the request has expired, and can be dismissed', () => {
    const client = createFakeClient({ botSso: required() });
    const { container } = show(client, <BotSignInCard onSignIn={() => {}} />);
    act(() => button('Sign in').focus());
    bot(client, expired);
    expect(screen.getByRole('status')).toHaveTextContent('Ask the assistant again in the chat to get a new one.');
    expect(container.firstElementChild).toHaveFocus();
    act(() => button('Dismiss').click());
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
  });

  it('refers the user to the chat for a card whose URL was refused', () => {
    const client = createFakeClient({ botSso: required({ ...onScreen, signInId: '' }) });
    show(client, <BotSignInCard onSignIn={() => {}} />);
    expect(screen.getByRole('status')).toHaveTextContent('Use the sign-in button in the chat to continue.');
    expect(screen.queryByRole('button', { name: 'Sign in' })).not.toBeInTheDocument();
  });
});

it('shows German texts, or the texts of the app', () => {
  const client = createFakeClient({ botSso: required() });
  const { rerender } = show(client, <BotSignInCard onSignIn={() => {}} messages={german} />);
  expect(button('Anmelden')).toBeVisible();
  rerender(
    <LiveChatAuthProvider client={client}>
      <BotSignInCard onSignIn={() => {}} messages={{ signIn: 'Log in' }} />
    </LiveChatAuthProvider>,
  );
  expect(button('Log in')).toBeVisible();
  expect(screen.getByText('The assistant asks you to sign in')).toBeVisible();
});
