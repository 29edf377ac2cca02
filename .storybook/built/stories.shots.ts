import { resolve } from 'node:path';
import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { contactSheet } from '../../apps/portal/e2e/contact-sheet.js';

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
        await page.goto(`iframe.html?viewMode=story&id=${id}&globals=theme:${theme}`);
        expect.soft(await played(page), title).not.toBe('errored');
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

async function stories(request: APIRequestContext): Promise<{ id: string; title: string }[]> {
  const index = (await (await request.get('index.json')).json()) as {
    entries: Record<string, { id: string; type: string; title: string; name: string }>;
  };
  return Object.values(index.entries)
    .filter((entry) => entry.type === 'story')
    .map(({ id, title, name }) => ({ id, title: `${title}: ${name}` }));
}

/** Gives whether there was an open chat. */
async function minimiseChat(page: Page): Promise<boolean> {
  const button = page.getByRole('button', { name: 'Minimise chat' });
  if (!(await button.isVisible())) return false;
  await button.click();
  return true;
}

/** A story is what it shows when its `play` is over; gives how that ended. */
async function played(page: Page): Promise<unknown> {
  const phase = await page.waitForFunction(
    () => {
      const { __STORYBOOK_PREVIEW__: preview } = window as { __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } } };
      const { phase: current = '' } = preview?.currentRender ?? {};
      return ['completed', 'finished', 'errored'].includes(current) && current;
    },
    undefined,
    { timeout: 60_000 },
  );
  return phase.jsonValue();
}
