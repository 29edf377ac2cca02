import { expect, it } from '@jest/globals';
import { renderWithLiveChat } from '@lcw-auth/testing';

it('the matchers also have types when expect is imported', async () => {
  const { simulator } = renderWithLiveChat(<p>Shop</p>, { userId: null, signInOptional: true });
  await simulator.startChat();
  expect(simulator).toHaveAnonymousChat();
});
