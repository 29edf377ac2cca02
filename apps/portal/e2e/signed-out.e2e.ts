import { agentSummary, lastConversation } from './chat.js';
import { expect, openShop, customers, signInBy, statusOf, test } from './portal-test.js';

for (const generation of ['v1', 'v2'] as const) {
  test.describe(`signed out, widget ${generation}`, () => {
    test.beforeEach(async ({ page }) => openShop(page, { generation }));

    test('the chat is anonymous, and the card is shown', async ({ page, chat, context }) => {
      await chat.open();
      await expect(chat.card).toBeVisible();
      await expect(statusOf(page)).toHaveAttribute('data-bot', 'sign-in-required');
      await expect(page.locator('.sign-in-call').getByRole('button', { name: 'Sign in' })).toBeVisible();
      expect(await agentSummary(await context.newPage())).toEqual({
        Authenticated: 'No',
        Contact: 'Not linked',
        Queue: 'Guests',
        Priority: '0',
        Status: 'Open',
      });
    });

    test("signing in with the shop's own button completes the card, and the chat continues", async ({ page, chat, request }) => {
      await chat.open();
      await expect(chat.card).toBeVisible();
      const before = await lastConversation(request);

      const call = page.locator('.sign-in-call');
      await signInBy(page, customers.jonas, () => call.getByRole('button', { name: 'Sign in' }).click());

      await chat.shows('Thank you, Jonas');
      await expect(chat.card).toContainText('You are signed in.');
      await expect(statusOf(page)).toHaveAttribute('data-bot', 'signed-in');
      await expect(call.getByRole('button')).toHaveCount(0);
      expect((await lastConversation(request)).id).toBe(before.id);
    });

    test("signing in with the button on the widget's card also completes the card", async ({ page, chat }) => {
      await chat.open();
      await expect(chat.card).toBeVisible();
      await signInBy(page, customers.ada, () => chat.card.getByRole('button', { name: 'Sign in' }).click());
      await chat.shows('Thank you, Ada');
      await expect(chat.card).toContainText('You are signed in.');
    });

    test('after a cancelled sign-in, the card is still shown, and the page says that the user is not signed in', async ({ page, chat }) => {
      await chat.open();
      const button = page.locator('.sign-in-call').getByRole('button', { name: 'Sign in' });
      const [popup] = await Promise.all([page.waitForEvent('popup'), button.click()]);
      const closed = popup.waitForEvent('close');
      await popup.getByRole('button', { name: 'Not now' }).click();
      await closed;
      await expect(page.getByText('You are not signed in. Try again?')).toBeVisible();
      await expect(page.locator('.sign-in-call')).toContainText('The sign-in did not work');
      await expect(chat.card).toBeVisible();
    });
  });
}
