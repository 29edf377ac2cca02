import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Verdict } from '../src/judge/portal.js';
import { test } from './page.js';

interface JudgeWindow {
  judge: { ids: string[]; playSimulated(id: string): Promise<Verdict>; playReal(id: string): Promise<Verdict> };
}

/** Scenarios that exist in the closed script layer only. Microsoft's React widget has no script tag and no ready event. */
const scriptLayer = /^(ready-|script)/;
/** Differences that the closed script layer explains: id, field, reason. */
const explained = JSON.parse(readFileSync(new URL('../src/judge/differences.json', import.meta.url), 'utf8')) as Record<
  string,
  { fields: (keyof Verdict)[]; reason: string }
>;

test("our simulation does what Microsoft's own code does, in every scenario", async ({ page }) => {
  test.setTimeout(900_000);
  await page.goto('/judge.html');
  await page.waitForFunction(() => 'judge' in window);
  const ids = (await page.evaluate(() => (window as never as JudgeWindow).judge.ids)).filter((id) => !scriptLayer.test(id));
  const results: Record<string, { simulated: Verdict; real: Verdict }> = {};
  for (const id of ids.filter((each) => each !== 'flaky-network')) {
    await page.goto('/judge.html');
    await page.evaluate(() => localStorage.clear());
    await page.waitForFunction(() => 'judge' in window);
    const simulated = await page.evaluate((each) => (window as never as JudgeWindow).judge.playSimulated(each), id);
    const real = await page.evaluate((each) => (window as never as JudgeWindow).judge.playReal(each), id);
    results[id] = { simulated, real };
    console.log(id, JSON.stringify(simulated) === JSON.stringify(real) ? 'same' : JSON.stringify({ simulated, real }));
  }
  if (process.env.JUDGE_RESULTS) writeFileSync(process.env.JUDGE_RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  for (const [id, { simulated, real }] of Object.entries(results)) {
    for (const field of Object.keys(simulated) as (keyof Verdict)[]) {
      if (!explained[id]?.fields.includes(field)) expect.soft(simulated[field], `${id}: ${field}`).toEqual(real[field]);
    }
  }
});
