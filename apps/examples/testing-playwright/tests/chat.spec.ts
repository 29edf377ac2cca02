import { expect, test } from '@lcw-auth/testing/playwright';
import type { Page } from '@playwright/test';

const contactId = '6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11';

/** v1 reads the token when the page has one. A chat that is opened earlier has no token. */
async function openSignedIn(page: Page) {
  await page.goto('/');
  await expect(page.getByText('Chat token: valid')).toBeVisible();
}

test('the agent sees an authenticated customer', async ({ page, liveChat }) => {
  await liveChat.serveTokens('**/auth/token', { sub: contactId, lwicontexts: '{"vip":true}' });
  await openSignedIn(page);
  await page.getByRole('button', { name: "Let's chat" }).click();
  await expect(liveChat).toHaveAuthenticatedChat({ contactId, context: { vip: true } });

  await page.getByRole('textbox', { name: 'Type your message' }).fill('Where is my lamp?');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await liveChat.conversation())?.messages.at(-1))
    .toMatchObject({ from: 'customer', text: 'Where is my lamp?' });
  await liveChat.receiveMessage('It was sent today.', 'agent');
  await expect(page.getByText('It was sent today.')).toBeVisible();
});

test('authenticates a chat that is opened as soon as the button appears', async ({ page, liveChat }) => {
  await liveChat.serveTokens('**/auth/token', { sub: contactId });
  await page.goto('/');
  await page.getByRole('button', { name: "Let's chat" }).click();
  await expect(liveChat).toHaveAuthenticatedChat({ contactId });
});

test('a reload continues the same chat', async ({ page, liveChat }) => {
  await liveChat.serveTokens('**/auth/token', { sub: contactId });
  await openSignedIn(page);
  await liveChat.startChat();
  await page.reload();
  await expect(page.getByRole('dialog', { name: 'Chat with us' })).toBeVisible();
  expect(await liveChat.conversations()).toHaveLength(1);
});

test('the bot signs the customer in without a card', async ({ page, liveChat }) => {
  await liveChat.serveTokens('**/auth/token', { sub: contactId });
  await openSignedIn(page);
  await liveChat.startChat();
  const { shown } = await liveChat.sendSignInCard({ signInId: 'card-1' });
  expect(shown).toBe(false);
  await expect(liveChat).toHideSignInCard('card-1');
});

test('a customer who is not signed in gets the error pane', async ({ page, liveChat }) => {
  await liveChat.serveTokens('**/auth/token', null);
  await page.goto('/');
  await liveChat.startChat();
  await expect(liveChat).toHaveFailedChat();
  await expect(page.getByRole('alert')).toContainText('We could not start your chat');
});

test.describe('bot tokens that are refused', () => {
  test.use({ liveChatOptions: { verifyToken: () => null } });

  test('leave the card on screen', async ({ page, liveChat }) => {
    await liveChat.serveTokens('**/auth/token', { sub: contactId });
    await openSignedIn(page);
    await liveChat.startChat();
    await liveChat.sendSignInCard({ signInId: 'card-1', text: 'Please sign in.' });
    await expect(liveChat).toShowSignInCard('card-1');
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  });
});
