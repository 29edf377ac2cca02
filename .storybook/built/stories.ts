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

/**
 * Opens a story with the toolbar set to `globals`, e.g. `theme:dark`, and waits for its end.
 * @returns `success`, `play` when its play function failed, or `check` when a check failed, such as the accessibility check.
 */
export async function play(page: Page, id: string, globals: string): Promise<unknown> {
  await page.goto(`iframe.html?viewMode=story&id=${id}&globals=${globals}`);
  const end = await page.waitForFunction(
    () => {
      const { __STORYBOOK_PREVIEW__: preview } = window as Window & { __STORYBOOK_PREVIEW__?: { channel?: Channel } };
      const finished = preview?.channel?.last('storyFinished');
      if (!finished) return false;
      // Storybook also shows a story whose play function has failed. Only these events report the failure.
      const hasThrown = preview?.channel?.last('playFunctionThrewException') ?? preview?.channel?.last('unhandledErrorsWhilePlaying');
      return hasThrown ? 'play' : finished[0].status === 'success' ? 'success' : 'check';
    },
    undefined,
    { timeout: 60_000 },
  );
  return end.jsonValue();
}

interface Channel {
  last(event: string): [{ status?: string }] | undefined;
}
