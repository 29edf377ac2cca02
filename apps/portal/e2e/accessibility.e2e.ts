import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, openShop, customers, signIn, statusOf, test } from './portal-test.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Returns the violations of WCAG 2.2 AA on the current page. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(
    async (values) =>
      (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: { type: 'tag', values } }),
    standards,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`));
}

const sizes = [
  { width: 1360, height: 900 },
  { width: 360, height: 740 },
] as const;

/** Checks a wide and a narrow page: no violations, and no horizontal overflow. */
async function expectAccessible(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
  await page.setViewportSize(sizes[0]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`accessible, ${colorScheme}:`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('the shop, with a cart, the timeline and a chat', async ({ page, chat }) => {
      await openShop(page);
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Add to cart: Grinder' }).click();
      await page.getByRole('button', { name: 'Show what happens' }).click();
      await chat.open();
      await expect(chat.card).toBeVisible();
      await expectAccessible(page);
    });

    test('the sign-in page and its error page', async ({ page }) => {
      await openShop(page);
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click(),
      ]);
      await expect(popup.getByRole('button', { name: customers.ada.name })).toBeVisible();
      await expectAccessible(popup);
      await popup.goto(new URL('/auth?client_id=unknown&ui_locales=en', popup.url()).href);
      await expect(popup.getByRole('heading', { name: 'Sign-in did not work' })).toBeVisible();
      await expectAccessible(popup);
    });

    test("the agent's view and the administrator's view", async ({ page, chat, context }) => {
      await openShop(page);
      await signIn(page, customers.ada);
      await chat.open();
      await chat.shows('Thank you, Ada');
      await expectAccessible(page);

      const view = await context.newPage();
      await view.goto('/agent');
      await expect(view.getByRole('region', { name: 'Conversation summary' })).toBeVisible();
      await expectAccessible(view);
      await view.goto('/admin');
      await view.getByRole('textbox', { name: 'Owner' }).fill('');
      await view.getByRole('button', { name: 'Save' }).click();
      await expect(view.getByText('Not saved')).toBeVisible();
      await expectAccessible(view);
    });

    test('the status after an error', async ({ page, chat }) => {
      await openShop(page, { widget: 'none', readyTimeout: '300' });
      await expect(statusOf(page)).toContainText('Chat is not available right now.');
      await expectAccessible(page);
      await page.request.put('/api/faults', { data: { token: 'foreign-key' } });
      await openShop(page);
      await signIn(page, customers.ada);
      await chat.open();
      await expect(chat.panel.getByRole('alert')).toContainText('Error 4');
      await expectAccessible(page);
    });
  });
}
