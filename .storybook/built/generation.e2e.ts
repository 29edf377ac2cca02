import { expect, test } from '@playwright/test';
import { play, stories } from './stories.js';

// With the newer one `npm test` plays them.
test('every story holds with the older generation of the widget', async ({ page, request }) => {
  test.setTimeout(900_000);
  for (const { id, title } of await stories(request)) expect.soft(await play(page, id, 'generation:v1'), title).toBe('success');
});
