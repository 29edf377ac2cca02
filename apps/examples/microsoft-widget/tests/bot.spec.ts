import { expect } from '@playwright/test';
import { cards, conversations, openChat, setBotTokenService, signIn, test, write, type SimulationWindow } from './page.js';

const posts = (page: Parameters<typeof openChat>[0]) => page.evaluate(() => (window as never as SimulationWindow).simulation.posts.length);

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await signIn(page, 'Ann');
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
});

test('a card stays hidden when the bot accepts the token', async ({ page }) => {
  await write(page, 'account');
  await expect(page.getByText('Your account is in good order.').last()).toBeVisible();
  await expect(page.getByTestId('bot')).toHaveText('signed-in');
  await expect(cards(page)).toHaveCount(0);
});

test('a card is shown when the bot token service is down', async ({ page }) => {
  await setBotTokenService(page, 'down');
  await write(page, 'account');
  await expect(cards(page)).toBeVisible();
  await expect(page.getByTestId('bot')).toHaveText('sign-in-required');
});

test('a card is shown when the bot token service is slow, and its late response still signs the user in', async ({ page }) => {
  await setBotTokenService(page, 'slow');
  await write(page, 'account');
  await expect(cards(page)).toBeVisible();
  await expect(page.getByTestId('bot')).toHaveText('signed-in');
});

test('nothing is sent to a foreign host', async ({ page }) => {
  await setBotTokenService(page, 'foreign-host');
  await write(page, 'account');
  await expect(cards(page)).toBeVisible();
  expect(await posts(page)).toBe(0);
});

test('two simultaneous cards are decided one after the other', async ({ page }) => {
  await write(page, 'two cards');
  await expect.poll(() => posts(page)).toBe(2);
  await write(page, 'thank you');
  await expect(page.getByText('You wrote: thank you').last()).toBeVisible();
  await expect(cards(page)).toHaveCount(0);
});
