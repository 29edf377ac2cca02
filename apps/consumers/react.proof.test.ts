import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchOptions } from '../../.ci/chromium.mjs';
import { installProject, run } from './packed.js';

/** The results that the page of server-rendered-app publishes. */
interface AppWindow {
  complaints: string[];
  simulator: { conversations: { authenticated: boolean }[] };
}

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(launchOptions());
});
afterAll(() => browser.close());

describe.each([
  ['18.3', { react: '~18.3.1', 'react-dom': '~18.3.1', 'react-compiler-runtime': '^1.0.0' }],
  ['19', { react: '^19.0.0', 'react-dom': '^19.0.0' }],
])('React %s', (_, react) => {
  it('streams the page, hydrates it without a warning and opens an authenticated chat, with and without StrictMode and React Compiler', async () => {
    const directory = await installProject(resolve(import.meta.dirname, 'server-rendered-app'), react);
    for (const compiled of ['', 'compiled']) {
      await run('node', ['build.mjs', compiled], directory);
      for (const mode of ['', 'strict']) {
        // Each visit has its own server, because a lazy component loads once per server.
        const server = fork('server.js', { cwd: directory, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
        try {
          const [port] = (await once(server, 'message')) as [number];
          expect(await visit(`http://127.0.0.1:${port}/?${mode}`)).toEqual({ problems: [], authenticated: [true] });
        } finally {
          server.kill();
        }
      }
    }
  });
});

/** Returns the page's warnings, and whether its chats were authenticated. */
async function visit(url: string): Promise<{ problems: string[]; authenticated: boolean[] }> {
  const { body } = await fetch(url);
  const chunks: string[] = [];
  if (body) for await (const chunk of body.pipeThrough(new TextDecoderStream())) chunks.push(chunk);
  expect(chunks[0]).toContain('One moment');
  expect(chunks[0]).not.toContain('facts');
  expect(chunks.slice(1).join('')).toContain('waiting pending idle server');

  const context = await browser.newContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
  try {
    await page.goto(url);
    await page.getByText('ready valid idle client').waitFor();
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.waitForFunction(() => (window as unknown as AppWindow).simulator.conversations.length > 0);
    const { complaints, authenticated } = await page.evaluate(() => {
      const { complaints: found, simulator } = window as unknown as AppWindow;
      return { complaints: found, authenticated: simulator.conversations.map((conversation) => conversation.authenticated) };
    });
    return { problems: [...problems, ...complaints], authenticated };
  } finally {
    await context.close();
  }
}
