import { expect, openShop, test } from './portal-test.js';

test('page, widget, bot and sign-in have German texts', async ({ page }) => {
  await page.goto('/?lang=de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alles für Ihren Kaffee und Menschen, die Sie fragen können');
  await page.getByRole('button', { name: 'Mit uns chatten' }).click();
  const panel = page.getByRole('dialog', { name: 'Chatten Sie mit uns' });
  await expect(panel.getByRole('region', { name: 'Zum Fortfahren anmelden' })).toBeVisible();
  await expect(panel.getByText('Hallo! Ich bin der Assistent von Halden Coffee.')).toBeVisible();
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.locator('.sign-in-call').getByRole('button', { name: 'Anmelden' }).click(),
  ]);
  await expect(popup.getByRole('heading', { name: 'Anmelden bei Halden Coffee' })).toBeVisible();
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Ada Winter' }).click();
  await closed;
  await expect(page.getByRole('group', { name: 'Ihr Konto' })).toContainText('Ada Winter');
  await page.goto('/agent');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ansicht des Mitarbeiters');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'Routingregeln' })).toBeVisible();
});

test('a choice of language and appearance is kept', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await page.getByRole('combobox', { name: 'Darstellung' }).selectOption('Dunkel');
  await page.goto('/agent');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('in a German browser', () => {
  test.use({ locale: 'de-DE' });

  test('the sign-in of an English shop and its error page are in English', async ({ page }) => {
    await openShop(page);
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click(),
    ]);
    await expect(popup.getByRole('heading', { name: 'Sign in to Halden Coffee' })).toBeVisible();
    await popup.goto(new URL('/auth?client_id=unknown&ui_locales=en', popup.url()).href);
    await expect(popup.getByRole('heading', { name: 'Sign-in did not work' })).toBeVisible();
  });

  test.describe('without a choice of language', () => {
    test.use({ storageState: { cookies: [], origins: [] } });

    test('the shop is in German', async ({ page }) => {
      await page.goto('/');
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    });
  });
});

for (const width of [1360, 360]) {
  test(`a right-to-left page has no horizontal overflow at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/', '/agent', '/admin']) {
      // German has long words.
      await page.goto(`${path}?lang=de&dir=rtl`);
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      const brand = await page.getByRole('link', { name: 'Halden Coffee' }).first().boundingBox();
      expect((brand?.x ?? 0) + (brand?.width ?? 0)).toBeGreaterThan(width / 2);
    }
  });
}
