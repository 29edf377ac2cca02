import { resolve } from 'node:path';
import { test, type APIRequestContext, type Page } from '@playwright/test';
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
      for (const { id, title } of await stories(request)) {
        await page.goto(`/iframe.html?viewMode=story&id=${id}&globals=theme:${theme}`);
        await played(page);
        const path = resolve(folder, name, `${id}.png`);
        await page.screenshot({ path, animations: 'disabled' });
        shots.push({ title, path });
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
  const index = (await (await request.get('/index.json')).json()) as {
    entries: Record<string, { id: string; type: string; title: string; name: string }>;
  };
  return Object.values(index.entries)
    .filter((entry) => entry.type === 'story')
    .map(({ id, title, name }) => ({ id, title: `${title}: ${name}` }));
}

/** A story is what it shows when its `play` is over. */
async function played(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const { __STORYBOOK_PREVIEW__: preview } = window as { __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } } };
      return ['completed', 'finished', 'errored'].includes(preview?.currentRender?.phase ?? '');
    },
    undefined,
    { timeout: 60_000 },
  );
}
