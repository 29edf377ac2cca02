// Each example of apps/examples as a stranger runs it: packed packages, npm install, npm start, a chat in Chromium.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { ensureChromium, launchOptions } from '../chromium.mjs';
import { root } from '../install.mjs';
import { installProject, pack } from './packed.mjs';

const names = process.argv.length > 2 ? process.argv.slice(2) : ['vite-express', 'plain-html', 'nextjs'];
ensureChromium();
const tarballs = pack();
const browser = await chromium.launch(launchOptions());
let failed = 0;
for (const name of names) {
  try {
    await check(name);
    console.log(`✓ ${name}: signed out Authenticated: No, signed in Authenticated: Yes`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${name}: ${error.message}`);
  }
}
await browser.close();
console.log(`${names.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

async function check(name) {
  const { directory, remove } = installProject(resolve(root, 'apps/examples', name), tarballs);
  const port = await freePort();
  const server = spawn('npm', ['start'], { cwd: directory, env: { ...process.env, PORT: String(port) }, detached: true });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += chunk));
  try {
    const url = `http://127.0.0.1:${port}/`;
    await answers(url, () => output);
    await chat(url, { signIn: false, expected: 'Authenticated: No' });
    await chat(url, { signIn: true, expected: 'Authenticated: Yes' });
  } finally {
    process.kill(-server.pid);
    remove();
  }
}

async function chat(url, { signIn, expected }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  try {
    await page.goto(url);
    if (signIn) {
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('valid', { exact: true }).waitFor({ timeout: 15_000 });
    }
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.getByText(expected).waitFor({ timeout: 15_000 });
  } catch (error) {
    throw new Error(`${error.message}\n${await page.locator('body').innerText()}\n${problems.join('\n')}`, { cause: error });
  } finally {
    await context.close();
  }
  if (problems.length) throw new Error(problems.join('\n'));
}

async function answers(url, output) {
  for (const end = Date.now() + 180_000; Date.now() < end; await new Promise((go) => setTimeout(go, 500))) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
  }
  throw new Error(`no answer at ${url}:\n${output()}`);
}

function freePort() {
  return new Promise((go) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => go(port));
    });
  });
}
