import { expect, it } from 'vitest';
import { createTokenFollower } from './token-follower.js';

/** A token endpoint that signs the cart at the time of the request, and a library that joins a running request. */
function endpoint() {
  let onItsWay: Promise<void> | null = null;
  const page = { cart: 0, inToken: -1, fetches: 0 };
  const refresh = (): Promise<void> => {
    if (onItsWay) return onItsWay;
    const { cart } = page;
    page.fetches += 1;
    onItsWay = new Promise((resolve) => setTimeout(resolve, 5)).then(() => {
      page.inToken = cart;
      onItsWay = null;
    });
    return onItsWay;
  };
  const follow = createTokenFollower(refresh);
  return { page, refresh, follow: () => follow(onItsWay !== null) };
}

it('fetches once after one change', async () => {
  const { page, follow } = endpoint();
  page.cart = 1;
  await follow();
  expect(page).toEqual({ cart: 1, inToken: 1, fetches: 1 });
});

it('fetches again when a request had started before the change', async () => {
  const { page, refresh, follow } = endpoint();
  void refresh();
  page.cart = 1;
  await follow();
  expect(page.inToken).toBe(1);
});

it('the token contains the last of many changes, after fewer requests than changes', async () => {
  const { page, follow } = endpoint();
  const changes = Array.from({ length: 10 }, () => {
    page.cart += 1;
    return follow();
  });
  await Promise.all(changes);
  expect(page.inToken).toBe(10);
  expect(page.fetches).toBeLessThan(5);
});
