import { expect } from '@playwright/test';
import { chatAsAnn, conversations, openChat, signIn, test, write, type SimulationWindow } from './page.js';

test('a signed-in user chats as themselves', async ({ page }) => {
  await page.goto('/');
  await signIn(page, 'Ann');
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
  await expect(page.getByTestId('chat')).toHaveText('authenticated');
  await write(page, 'Good morning');
  await expect(page.getByText('You wrote: Good morning').last()).toBeVisible();
});

test('StrictMode mounts everything twice, and one chat opens', async ({ page }) => {
  await page.goto('/');
  await signIn(page, 'Ann');
  expect(await page.evaluate(() => (window as never as SimulationWindow).simulation.createdSdks())).toBe(2);
  await openChat(page);
  await write(page, 'Good morning');
  await expect(page.getByText('You wrote: Good morning').last()).toBeVisible();
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
});

test('the chat continues after the first token has expired and a refresh has failed', async ({ page }) => {
  await page.clock.install();
  await page.goto('/');
  await signIn(page, 'Ann');
  await openChat(page);
  await page.clock.runFor(5_000);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
  await page.evaluate(() => (window as never as SimulationWindow).simulation.faults.set({ tokenEndpoint: { status: 503 } }));
  await page.clock.runFor('14:30');
  await page.evaluate(() => (window as never as SimulationWindow).simulation.faults.set({}));
  await page.clock.runFor('30:00');
  await page.getByRole('button', { name: 'Close' }).click();
  await page
    .getByRole('button', { name: /^close/i })
    .last()
    .click();
  await page.clock.runFor(5_000);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, ended']);
});

test('all data of Ann is removed when Bert signs in', async ({ page }) => {
  await chatAsAnn(page);
  await signIn(page, 'Bert');
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, ended']);
  await expect(page.getByText('My secret')).toHaveCount(0);
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, ended', 'Bert, Authenticated: Yes, open']);
  await write(page, 'Hello');
  await expect(page.getByText('You wrote: Hello').last()).toBeVisible();
  await expect(page.getByText('My secret')).toHaveCount(0);
});

test('every user of a shared page opens an own chat', async ({ page }) => {
  await page.goto('/');
  // Each change of user is within half a second of a message, so that a late message can store the previous user's conversation.
  for (const [index, name] of (['Ann', 'Bert', 'Ann', 'Bert', 'Ann', 'Bert'] as const).entries()) {
    await signIn(page, name);
    await openChat(page);
    await expect(conversations(page)).toHaveCount(index + 1);
    await write(page, `My secret ${index}`);
    await expect(page.getByText(`You wrote: My secret ${index}`).last()).toBeVisible();
    await expect(page.getByText(`My secret ${index - 1}`)).toHaveCount(0);
    await expect(conversations(page).last()).toHaveText(`${name}, Authenticated: Yes, open`);
  }
});

test('signing out during a chat ends it and removes its transcript', async ({ page }) => {
  await chatAsAnn(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, ended']);
  await expect(page.getByText('My secret')).toHaveCount(0);
  await expect(page.getByTestId('chat')).toHaveText('closed, ready');
});

test('the widget can be removed and shown again during a chat', async ({ page }) => {
  await page.goto('/');
  await signIn(page, 'Ann');
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
  await page.getByRole('button', { name: 'Remove the widget' }).click();
  await page.getByRole('button', { name: 'Show the widget' }).click();
  await expect(page.getByText('Hello! Write').last()).toBeVisible();
  await write(page, 'Still here');
  await expect(page.getByText('You wrote: Still here').last()).toBeVisible();
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
});

test('the chat ends when its user leaves after the widget was removed', async ({ page }) => {
  await chatAsAnn(page);
  await page.getByRole('button', { name: 'Remove the widget' }).click();
  await signIn(page, 'Bert');
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, ended']);
  await page.getByRole('button', { name: 'Show the widget' }).click();
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, ended', 'Bert, Authenticated: Yes, open']);
  await expect(page.getByText('My secret')).toHaveCount(0);
});

test('nothing of a chat stays stored after the page has loaded without a user', async ({ page }) => {
  await page.goto('/');
  await signIn(page, 'Ann');
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
  const [{ id } = { id: '' }] = await page.evaluate(() =>
    (window as never as SimulationWindow).simulation.simulator.omnichannel.getConversations(),
  );
  const isStored = () => page.evaluate((chatId) => Object.values(localStorage).some((value) => String(value).includes(chatId)), id);
  await expect.poll(isStored).toBe(true);
  // The example has no session, so that no user is signed in after a reload.
  await page.reload();
  await expect(page.getByRole('button', { name: /Let's Chat/ })).toBeVisible();
  await expect.poll(isStored).toBe(false);
  await signIn(page, 'Bert');
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Bert, Authenticated: Yes, open']);
  expect(await isStored()).toBe(false);
});

test('a visitor signs in during an anonymous chat', async ({ page }) => {
  await page.goto('/?optional');
  await openChat(page);
  await expect(conversations(page)).toHaveText(['Unknown customer, Authenticated: No, open']);
  await signIn(page, 'Ann');
  await expect(conversations(page)).toHaveText(['Ann, Authenticated: Yes, open']);
  await expect(page.getByTestId('chat')).toHaveText('authenticated');
});
