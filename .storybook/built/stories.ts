import type { APIRequestContext, Page } from '@playwright/test';

/** Every story of the built Storybook. */
export async function stories(request: APIRequestContext): Promise<{ id: string; title: string }[]> {
  const index = (await (await request.get('index.json')).json()) as {
    entries: Record<string, { id: string; type: string; title: string; name: string }>;
  };
  return Object.values(index.entries)
    .filter((entry) => entry.type === 'story')
    .map(({ id, title, name }) => ({ id, title: `${title}: ${name}` }));
}

/** Opens a story with the toolbar set to `globals`, e.g. `theme:dark`, and waits for its `play`; gives how that ended. */
export async function play(page: Page, id: string, globals: string): Promise<unknown> {
  await page.goto(`iframe.html?viewMode=story&id=${id}&globals=${globals}`);
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
