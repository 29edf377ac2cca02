import { expect } from '@playwright/test';
import { openChat, setBotTokenService, signIn, test, write } from './page.js';

test('the devtools show what is connected, the token, why a card is shown, and how long each response took', async ({ page }) => {
  await page.goto('/');
  await signIn(page, 'Ann');
  await openChat(page);
  await setBotTokenService(page, 'down');
  await write(page, 'account');
  await expect(page.getByTestId('bot')).toHaveText('sign-in-required');
  await page.getByRole('button', { name: 'Live chat auth' }).click();
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(part('Registration')).toContainText(/chat SDK\s*since .*React widget\s*since /s);
  await expect(part('Token')).toContainText(/Expires in\s*1\d:\d\d/);
  await expect(part('Problems').getByRole('listitem')).toHaveText([/^bot-token-refused The bot token service responded with 500/]);
  await expect(part('Sign-in cards')).toContainText('Only 200, 202 and 404 hide a card.');
  await expect(part('Timeline')).toContainText(/The widget received the token after \d+ ms \(SDK\)\./);
  await expect(part('Timeline')).toContainText(/Card .*: show after \d+ ms \(posted\)\./);
  // No user was signed in when the page loaded, and no chat was opened, so that was no error.
  await expect(part('Timeline')).not.toContainText('token-not-provided');
});
