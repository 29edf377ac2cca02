import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { scenarios } from '@lcw-auth/simulator';
import { expect, type Page } from '@playwright/test';
import type { Judge } from '../src/judge/main.js';
import type { Verdict } from '../src/judge/portal.js';
import { test } from './page.js';

/** Scenarios of the script itself. Microsoft's React widget has no script tag and no ready event. */
const scriptOnly = ['ready-late', 'ready-never', 'script-blocked', 'scripts-fail'];
/** Known differences by the id of the scenario. Each comes from Microsoft's script layer, whose source is not public. */
const explained = JSON.parse(readFileSync(new URL('../src/judge/differences.json', import.meta.url), 'utf8')) as Record<
  string,
  { fields: (keyof Verdict)[]; reason: string }
>;
const fields = ['chat', 'errors', 'tokenRequests', 'providerCalls', 'cards'] as const;

/** Plays a scenario. Time passes only while the page has no work left, so that the result does not depend on the machine's speed. */
async function play(page: Page, widget: 'simulated' | 'real', id: string): Promise<Verdict> {
  await page.clock.install();
  await page.goto('/judge.html');
  await page.waitForFunction(() => 'judge' in window);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  await page.evaluate((scenario) => (window as never as JudgeWindow).judge.begin(...scenario), [widget, id] as const);
  for (;;) {
    const verdict = await page.evaluate(() => (window as never as JudgeWindow).judge.verdict());
    if (verdict) return verdict;
    await page.clock.runFor(50);
  }
}

interface JudgeWindow {
  judge: Judge;
}

for (const { id } of scenarios.filter((scenario) => !scriptOnly.includes(scenario.id))) {
  test(`${id}: our simulation does what Microsoft's own code does`, async ({ page, context }) => {
    test.setTimeout(600_000);
    const simulated = await play(page, 'simulated', id);
    const real = await play(await context.newPage(), 'real', id);
    if (process.env.JUDGE_RESULTS) {
      mkdirSync(process.env.JUDGE_RESULTS, { recursive: true });
      writeFileSync(resolve(process.env.JUDGE_RESULTS, `${id}.json`), JSON.stringify({ simulated, real }));
    }
    const differences = fields.filter((field) => JSON.stringify(simulated[field]) !== JSON.stringify(real[field]));
    expect(differences, JSON.stringify({ simulated, real })).toEqual(explained[id]?.fields ?? []);
  });
}
