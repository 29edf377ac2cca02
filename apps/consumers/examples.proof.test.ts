import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import getPort from 'get-port';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { launchOptions } from '../../.ci/chromium.mjs';
import { installProject, root } from './packed.js';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(launchOptions());
});
afterAll(() => browser.close());

it.each(['vite-express', 'plain-html', 'nextjs'])(
  '%s starts with the packed packages and authenticates a first chat that is opened immediately',
  async (name) => {
    const directory = await installProject(resolve(root, 'apps/examples', name));
    const port = await getPort();
    const server = spawn('npm', ['start'], {
      cwd: directory,
      env: { ...process.env, PORT: String(port) },
      detached: true,
      stdio: 'inherit',
    });
    onTestFinished(() => void process.kill(-(server.pid ?? 0)));
    const url = `http://127.0.0.1:${port}/`;
    await vi.waitUntil(
      () =>
        fetch(url).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 180_000, interval: 500 },
    );
    const visitor = await openPage();
    await visitor.page.goto(url);
    await startChat(visitor.page);
    await visitor.page.getByText('Authenticated: No').waitFor();
    expect(visitor.problems).toEqual([]);

    const customer = await openPage();
    await customer.page.goto(url);
    // An effect adds the widget's button. A page from the server ignores clicks until then.
    await customer.page.getByRole('button', { name: "Let's chat" }).waitFor();
    await customer.page.getByRole('button', { name: 'Sign in' }).click();
    await customer.page.getByText('valid', { exact: true }).waitFor();
    await customer.page.reload();
    await startChat(customer.page);
    await customer.page.getByText('Authenticated: Yes').waitFor();
    expect(customer.problems).toEqual([]);
  },
);

/** Clicks the widget's own button as soon as it is on the page: the token, the session and React may still be loading. */
const startChat = (page: Page) => page.getByRole('button', { name: "Let's chat" }).click();

/** Opens a page with its own cookies. `problems` collects the errors of the page and of the widget. */
async function openPage(): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.exposeFunction('reportProblem', (problem: string) => problems.push(problem));
  await page.addInitScript(() => {
    window.addEventListener('lcw:error', ({ detail }: CustomEventInit) => {
      (window as unknown as { reportProblem(problem: string): void }).reportProblem(JSON.stringify(detail));
    });
  });
  return { page, problems };
}
