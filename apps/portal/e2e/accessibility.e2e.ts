import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, openShop, people, signIn, test } from './portal-test.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is wrong with the page as it is now, by WCAG 2.2 AA. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(
    async (values) =>
      (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ runOnly: { type: 'tag', values } }),
    standards,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`));
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const sizes = { wide: { width: 1360, height: 900 }, narrow: { width: 360, height: 740 } } as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const size of ['wide', 'narrow'] as const) {
    test(`the shop is accessible, ${colorScheme}, ${size}`, async ({ page, chat }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(sizes[size]);
      await openShop(page);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Add to cart: Grinder' }).click();
      await page.getByRole('button', { name: 'Show what happens' }).click();
      await chat.open();
      await expect(chat.card).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });

    test(`the views beside it are accessible, ${colorScheme}, ${size}`, async ({ page, chat, context }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await openShop(page);
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click(),
      ]);
      await popup.emulateMedia({ colorScheme });
      await expect(popup.getByRole('button', { name: people.ada.name })).toBeVisible();
      expect(await violations(popup)).toEqual([]);
      await popup.close();
      await signIn(page, people.ada);
      await chat.open();
      await chat.says('Thank you, Ada');
      expect(await violations(page)).toEqual([]);

      const view = await context.newPage();
      await view.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await view.setViewportSize(sizes[size]);
      await view.goto('/agent');
      await expect(view.getByRole('region', { name: 'Conversation summary' })).toBeVisible();
      expect(await violations(view)).toEqual([]);
      expect(await overflow(view)).toBe(0);

      await view.goto('/admin');
      await view.getByRole('textbox', { name: 'Owner' }).fill('');
      await view.getByRole('button', { name: 'Save' }).click();
      await expect(view.getByText('Not saved')).toBeVisible();
      expect(await violations(view)).toEqual([]);
      expect(await overflow(view)).toBe(0);
    });
  }
}
