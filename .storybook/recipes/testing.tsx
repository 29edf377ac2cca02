import { useBotSso } from '@lcw-auth/react';
import { liveChatMatchers, renderWithLiveChat } from '@lcw-auth/testing';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

expect.extend(liveChatMatchers);

function Hint() {
  return useBotSso().isSignInCardVisible ? <p>Please sign in.</p> : null;
}

test('authenticates the chat of the signed-in user', async () => {
  const { simulator } = renderWithLiveChat(<Hint />, { context: { isvip: true } });
  const conversation = await simulator.startChat();
  expect(conversation.authenticated).toBe(true);
  expect(conversation.context).toEqual({ isvip: true });
});

test('asks the user to sign in while the card is on screen', async () => {
  const { simulator } = renderWithLiveChat(<Hint />, {
    userId: null,
    signInOptional: true,
    botSso: { getToken: async () => null },
  });
  await simulator.startChat();
  await simulator.sendSignInCard();
  expect(await screen.findByText('Please sign in.')).toBeTruthy();
});
