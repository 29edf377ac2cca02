import { createTestToken, renderWithLiveChat } from '@lcw-auth/testing';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TokenStatus } from './portal';

test('the customer chats as themselves, and the card of the bot stays hidden', async () => {
  const { simulator } = renderWithLiveChat(<TokenStatus />, { botSso: { getToken: () => createTestToken({ aud: 'bot' }) } });
  await simulator.startChat();
  expect(simulator).toHaveAuthenticatedChat();
  expect(await screen.findByText('valid')).toBeTruthy();
  await simulator.sendSignInCard();
  expect(simulator).toHideSignInCard();
});

test('a visitor sees the card', async () => {
  const botSso = { getToken: async () => null };
  const { simulator } = renderWithLiveChat(<TokenStatus />, { userId: null, signInOptional: true, botSso });
  await simulator.startChat();
  await simulator.sendSignInCard();
  expect(simulator).not.toHideSignInCard();
});
