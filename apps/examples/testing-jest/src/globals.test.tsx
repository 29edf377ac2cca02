import { expect, it } from '@jest/globals';
import { renderWithLiveChat } from '@lcw-auth/testing';

it('types the matchers for imported globals too', async () => {
  const { simulator } = renderWithLiveChat(<p>Shop</p>, { userId: null, signInOptional: true });
  await simulator.startChat();
  expect(simulator).toHaveAnonymousChat();
});
