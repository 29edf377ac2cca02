import { expect, test } from '@playwright/test';
import { play, stories } from './stories.js';

// With the newer widget, in StrictMode and in the light theme, `npm test` plays them.
for (const globals of ['generation:v1', 'strictMode:off;theme:dark']) {
  test(`every story holds with the toolbar set to ${globals}`, async ({ page, request }) => {
    test.setTimeout(900_000);
    for (const { id, title } of await stories(request)) expect.soft(await play(page, id, globals), title).not.toBe('errored');
  });
}
