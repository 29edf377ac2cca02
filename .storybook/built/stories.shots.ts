import { resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { contactSheet } from '../../apps/portal/e2e/contact-sheet.js';
import { play, stories } from './stories.js';

const folder = resolve(import.meta.dirname, '../../reports/screenshots/storybook');
const sizes = { wide: { width: 1100, height: 700 }, narrow: { width: 390, height: 700 } } as const;

for (const size of ['wide', 'narrow'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    const name = `${size}-${theme}`;
    test(`every story, ${size}, ${theme}`, async ({ page, context, request }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.setViewportSize(sizes[size]);
      const shots: { title: string; path: string }[] = [];
      const picture = async (file: string, title: string) => {
        const path = resolve(folder, name, `${file}.png`);
        await page.screenshot({ path, animations: 'disabled' });
        shots.push({ title, path });
      };
      for (const { id, title } of await stories(request)) {
        expect.soft(await play(page, id, `theme:${theme}`), title).toBe('success');
        await picture(id, title);
        // An open chat covers all of a narrow page.
        if (size === 'narrow' && (await minimiseChat(page))) await picture(`${id}--page`, `${title}, the page`);
      }
      await contactSheet(context, {
        title: `Storybook, ${size}, ${theme}`,
        shots,
        path: resolve(folder, `${name}.png`),
        columns: size === 'wide' ? 6 : 10,
      });
    });
  }
}

/** Returns true when a chat was open. */
async function minimiseChat(page: Page): Promise<boolean> {
  const button = page.getByRole('button', { name: 'Minimise chat' });
  if (!(await button.isVisible())) return false;
  await button.click();
  return true;
}
