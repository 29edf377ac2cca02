import { expect, test } from '@playwright/test';
import { play, stories } from './stories.js';

// `npm test` plays the stories with the newer generation.
test('every story passes with the older generation of the widget', async ({ page, request }) => {
  test.setTimeout(900_000);
  for (const { id, title } of await stories(request)) expect.soft(await play(page, id, 'generation:v1'), title).toBe('success');
});
