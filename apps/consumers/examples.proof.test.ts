import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { launchOptions } from '../../.ci/chromium.mjs';
import { freePort, installProject, root } from './packed.js';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(launchOptions());
});
afterAll(() => browser.close());

it.each(['vite-express', 'plain-html', 'nextjs'])(
  '%s starts with the packed packages and authenticates the chat of a signed-in user',
  async (name) => {
    const directory = await installProject(resolve(root, 'apps/examples', name));
    const port = await freePort();
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
    expect(await chat(url, { signIn: false, expected: 'Authenticated: No' })).toEqual([]);
    expect(await chat(url, { signIn: true, expected: 'Authenticated: Yes' })).toEqual([]);
  },
);

/** Starts a chat, waits for the expected text and returns the page's errors. */
async function chat(url: string, { signIn, expected }: { signIn: boolean; expected: string }): Promise<string[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  try {
    await page.goto(url);
    if (signIn) {
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('valid', { exact: true }).waitFor();
    }
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.getByText(expected).waitFor();
    return problems;
  } finally {
    await context.close();
  }
}
