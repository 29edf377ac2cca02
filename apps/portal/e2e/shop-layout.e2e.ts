import { expect, openShop, customers, signIn, signOut, statusOf, test } from './portal-test.js';

test('the open chat is beside the status', async ({ page, chat }) => {
  await page.setViewportSize({ width: 1360, height: 900 });
  await openShop(page);
  await chat.open();
  await expect(chat.card).toBeVisible();
  const status = await statusOf(page).boundingBox();
  const panel = await chat.panel.boundingBox();
  expect((status?.x ?? 0) + (status?.width ?? 0)).toBeLessThanOrEqual(panel?.x ?? 0);
});

test('the keyboard focus stays in the account menu after sign-in and sign-out', async ({ page }) => {
  await openShop(page);
  await signIn(page, customers.ada);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeFocused();
  await signOut(page);
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign in' })).toBeFocused();
});

test('the header of a phone is compact', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openShop(page);
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThanOrEqual(112);
});

test('the widget is ready while the session is still loading, and a chat then waits for the session', async ({ page, chat }) => {
  let respond = (): void => {};
  const isKnown = new Promise<void>((resolve) => (respond = resolve));
  await openShop(page);
  await signIn(page, customers.ada);
  await page.route('**/api/session', async (route) => {
    await isKnown;
    await route.continue();
  });
  await page.reload();
  await expect(statusOf(page)).toHaveAttribute('data-widget', 'ready');
  await expect(statusOf(page)).toContainText('Checking who is signed in.');
  // The widget opens the chat when its requests for a token have an answer, which needs the session.
  await page.getByRole('button', { name: 'Chat with us' }).click();
  respond();
  await chat.shows('Thank you, Ada');
  await expect(statusOf(page)).toHaveAttribute('data-chat', /authenticated|unknown/);
});
