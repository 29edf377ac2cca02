import type { BotCard, BotSsoState } from '@lcw-auth/core';
import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it } from 'vitest';
import { createFakeClient, type FakeClient } from './fake-client.fixture.js';
import { BotSignInCard, LiveChatAuthProvider, useBotSso } from './index.js';

const shown = (signInId: string): BotCard => ({
  signInId,
  status: 'sign-in-required',
  visibility: 'shown',
  outcome: { type: 'no-token' },
});
const withCards = (...cards: BotCard[]): BotSsoState => ({
  status: 'sign-in-required',
  signInId: cards[0]!.signInId,
  outcome: { type: 'no-token' },
  cards,
});

const Hint = ({ dismissed }: { dismissed?: string }) => {
  const { isSignInCardVisible, dismissCard } = useBotSso();
  return (
    <button type="button" onClick={() => dismissCard(dismissed)}>
      {isSignInCardVisible ? 'sign-in is needed' : 'nothing to do'}
    </button>
  );
};

function show(client: FakeClient, dismissed?: string) {
  render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>
        <Hint {...(dismissed !== undefined && { dismissed })} />
        <BotSignInCard onSignIn={() => {}} />
      </LiveChatAuthProvider>
    </StrictMode>,
  );
}
const hint = () => screen.getByRole('button', { name: /sign-in is needed|nothing to do/ });
const card = () => screen.queryByRole('region');
const set = (client: FakeClient, botSso: BotSsoState) => act(() => client.setState({ botSso }));

it('dismisses all cards on screen, for every component below the provider', () => {
  show(createFakeClient({ botSso: withCards(shown('s2'), shown('s1')) }));
  expect(hint()).toHaveTextContent('sign-in is needed');
  expect(card()).toBeVisible();
  act(() => hint().click());
  expect(hint()).toHaveTextContent('nothing to do');
  expect(card()).toBeNull();
});

it('dismisses only the named card', () => {
  const client = createFakeClient({ botSso: withCards(shown('s2'), shown('s1')) });
  show(client, 's2');
  act(() => hint().click());
  expect(hint()).toHaveTextContent('sign-in is needed');
  set(client, withCards(shown('s2')));
  expect(hint()).toHaveTextContent('nothing to do');
});

it('stays dismissed when the card expires', () => {
  const client = createFakeClient({ botSso: withCards(shown('s1')) });
  show(client);
  act(() => hint().click());
  set(client, { status: 'expired', signInId: 's1', cards: [{ ...shown('s1'), status: 'expired' }] });
  expect(card()).toBeNull();
});

it('shows a dismissed card that the bot sends again', () => {
  const client = createFakeClient({ botSso: withCards(shown('s1')) });
  show(client);
  act(() => hint().click());
  const held: BotCard = { signInId: 's1', status: 'exchanging', visibility: 'held', outcome: null };
  set(client, { status: 'exchanging', signInId: 's1', cards: [held] });
  expect(hint()).toHaveTextContent('nothing to do');
  set(client, withCards(shown('s1')));
  expect(hint()).toHaveTextContent('sign-in is needed');
  expect(card()).toBeVisible();
});

it('ignores a card that is not on screen', () => {
  const client = createFakeClient();
  show(client, 's1');
  act(() => hint().click());
  set(client, withCards(shown('s1')));
  expect(hint()).toHaveTextContent('sign-in is needed');
});
