import { expect, test } from '@playwright/test';
import { pageChecks } from '../src/conformance/page-checks.fixture.js';

// Runs the page checks on the page that LCW_PAGE_URL names. Without LCW_PAGE_URL, runs them on a page with the simulator.
test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    const counting = window as Window & { lcwReadyCount?: number };
    window.addEventListener('lcw:ready', () => {
      counting.lcwReadyCount = (counting.lcwReadyCount ?? 0) + 1;
    });
  });
  await page.goto(process.env['LCW_PAGE_URL'] ?? `${baseURL}/?generation=${test.info().project.name}`);
  await page.waitForFunction(() => ((window as Window & { lcwReadyCount?: number }).lcwReadyCount ?? 0) > 0, undefined, {
    timeout: 30_000,
  });
});

for (const { id, behaviour, check } of pageChecks) {
  test(`${id}: ${behaviour}`, async ({ page }) => {
    expect(await page.evaluate(check)).toBeNull();
  });
}
