import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import getPort from 'get-port';
import { expect, it } from 'vitest';
import { launchOptions } from '../../.ci/chromium.mjs';
import { installProject, root, run } from './packed.js';

const plainPage = `import { createRoot } from 'react-dom/client';

const App = () => <h1>Lamps</h1>;

createRoot(document.getElementById('root')!).render(<App />);
`;
const environment = `VITE_LCW_APP_ID=11111111-1111-4111-8111-111111111111
VITE_LCW_ORG_ID=22222222-2222-4222-8222-222222222222
VITE_LCW_ORG_URL=https://org.example
VITE_LCW_SRC=https://widget.example/LiveChatBootstrapper.js
`;

it.each([
  ['keeps the tag of the widget', (html: string) => html],
  ['inserts the tag of the widget', (html: string) => html.replace(/<script\s+id="Microsoft_Omnichannel_LCWidget"[^]*?<\/script>/, '')],
])('the code of init, which %s, authenticates a first chat that is opened immediately', async (_what, changeTag) => {
  const directory = await installProject(resolve(root, 'apps/examples/testing-playwright'), { 'lcw-auth': '^0.1.0' });
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(directory, file), change(readFileSync(join(directory, file), 'utf8')));
  edit('src/main.tsx', () => plainPage);
  edit('index.html', changeTag);
  await run('npx', ['lcw-auth', 'init', '--yes'], directory);
  // What the developer does next: enter the values of the widget, and return the user.
  writeFileSync(join(directory, '.env'), environment);
  edit('src/live-chat.tsx', (text) => text.replace('{ userId: null }', "{ userId: 'customer-1' }"));

  const { executablePath } = launchOptions();
  const env = { CI: 'true', PORT: String(await getPort()), ...(executablePath ? { CHROMIUM_PATH: executablePath } : {}) };
  const output = await run('npm', ['test', '--', '--grep', 'as soon as'], directory, env);
  expect(stripVTControlCharacters(output)).toMatch(/2 passed/);
});
