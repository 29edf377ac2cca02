import { renderWithLiveChat } from '@lcw-auth/testing';
import { configure, screen, waitFor } from '@testing-library/react';
import { OrderHelp } from './order-help';

// The default of one second is too short on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

const contactId = '6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11';

it('lets the signed-in customer chat as themselves', async () => {
  const { simulator } = renderWithLiveChat(<OrderHelp />, { userId: contactId, context: { vip: true } });
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Ask about your order' });
  await waitFor(() => expect(button.disabled).toBe(false));
  button.click();
  await waitFor(() => expect(simulator).toHaveAuthenticatedChat({ contactId, context: { vip: true } }));
});

it('refuses a chat while no user is signed in', async () => {
  const { simulator } = renderWithLiveChat(<OrderHelp />, { userId: null });
  await simulator.startChat().catch(() => undefined);
  expect(simulator).toHaveFailedChat();
  expect(simulator).not.toHaveAuthenticatedChat();
});

it('asks the customer to sign in when the card is shown', async () => {
  const { simulator } = renderWithLiveChat(<OrderHelp />, { botSso: { getToken: async () => null } });
  await simulator.startChat();
  await simulator.sendSignInCard({ signInId: 'card-1' });
  expect(simulator).toShowSignInCard('card-1');
  expect(await screen.findByText(/Please sign in/)).toBeTruthy();
});
