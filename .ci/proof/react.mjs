// The packed packages under React 18.3 and 19, with and without StrictMode and React Compiler: a page that is streamed by its
// server, hydrated in Chromium without a word of complaint, and gets its authenticated chat.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { ensureChromium, launchOptions } from '../chromium.mjs';
import { root } from '../install.mjs';
import { installProject, pack, run } from './packed.mjs';

const from = resolve(root, '.ci/proof/react-app');
const app = Object.fromEntries(readdirSync(from).map((name) => [name, readFileSync(join(from, name), 'utf8')]));
const reacts = {
  18.3: { react: '~18.3.1', 'react-dom': '~18.3.1', 'react-compiler-runtime': '^1.0.0' },
  19: { react: '^19.0.0', 'react-dom': '^19.0.0' },
};

ensureChromium();
const tarballs = pack();
const browser = await chromium.launch(launchOptions());
let [passed, failed] = [0, 0];
for (const version of Object.keys(reacts).toSorted()) {
  const dependencies = {
    ...Object.fromEntries(['core', 'react', 'server', 'simulator'].map((name) => [`@lcw-auth/${name}`, ''])),
    ...reacts[version],
    '@babel/core': '^7.28.0',
    'babel-plugin-react-compiler': '^1.0.0',
    esbuild: '^0.25.0',
  };
  const { directory, remove } = installProject({ ...app, 'package.json': { private: true, type: 'module', dependencies } }, tarballs);
  for (const compiled of ['', 'compiled']) {
    run('node', ['build.mjs', compiled], directory);
    for (const mode of ['', 'strict']) {
      // A server for each: what came late for one visitor is there for the next.
      const server = fork('server.js', { cwd: directory, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      const [port] = await once(server, 'message');
      const name = [`React ${version}`, mode && 'StrictMode', compiled && 'React Compiler'].filter(Boolean).join(', ');
      const problems = await visit(`http://127.0.0.1:${port}/?${mode}`);
      server.kill();
      if (problems.length) failed += 1;
      else passed += 1;
      console.log(`${problems.length ? '✗' : '✓'} ${[name, ...problems].join('\n  ')}`);
    }
  }
  remove();
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** @returns What is not as it should be. */
async function visit(url) {
  const problems = [];
  const expected = (what, isSo) => isSo || problems.push(what);
  const { body } = await fetch(url);
  const chunks = [];
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) chunks.push(chunk);
  expected('the shell comes first', chunks[0].includes('One moment') && !chunks[0].includes('facts'));
  expected('the rest is streamed as the server knows it', chunks.slice(1).join('').includes('waiting pending idle server'));

  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
  try {
    await page.goto(url);
    await page.getByText('ready valid idle client').waitFor({ timeout: 15_000 });
    await page.getByRole('button', { name: 'Start chat' }).click();
    await page.waitForFunction(() => window.simulator.conversations.length > 0, undefined, { timeout: 15_000 });
    const { complaints, authenticated } = await page.evaluate(() => ({
      complaints: window.complaints,
      authenticated: window.simulator.conversations.map((conversation) => conversation.authenticated),
    }));
    problems.push(...complaints);
    expected(`one authenticated chat, not ${JSON.stringify(authenticated)}`, authenticated.length === 1 && authenticated[0] === true);
  } catch (error) {
    problems.push(error.message);
  }
  await context.close();
  return problems;
}
