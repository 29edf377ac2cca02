// Finds or installs the Chromium that Vitest, Playwright and the benchmarks start.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The headless shell draws no window, so tests take less than half of the time. Playwright downloads the headless shell too.
const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Returns Playwright's launch options. When no browser is installed, Playwright starts the browser that it has downloaded. */
export function launchOptions() {
  const executablePath = process.env.CHROMIUM_PATH || installed.find((path) => existsSync(path));
  return {
    // Containers and root cannot use Chromium's sandbox, and the tests open this project's own pages only.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...(executablePath ? { executablePath } : {}),
  };
}

/** Makes sure that a Chromium starts, and installs one if none does. Throws an Error that names the command to run. */
export function ensureChromium() {
  const { executablePath } = launchOptions();
  if (executablePath && works(executablePath, '--version')) return;
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, which does not start. Correct or unset it.`);
  console.log('No Chromium found: installing one ...');
  const install = (name) => works('apt-get', 'install', '-y', '--no-install-recommends', name);
  if (process.getuid?.() === 0 && works('apt-get', 'update') && (install('chromium-headless-shell') || install('chromium'))) return;
  // When the user may run sudo without a password, Playwright also installs the system's libraries.
  const playwright = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));
  const libraries = process.platform === 'linux' && works('sudo', '-n', 'true') ? ['--with-deps'] : [];
  if (works(process.execPath, playwright, 'install', ...libraries, 'chromium')) return;
  throw new Error('No Chromium could be installed. Run `npx playwright install --with-deps chromium`, or set CHROMIUM_PATH to a browser.');
}

function works(command, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: 'ignore', env, timeout: 300_000 }).status === 0;
}
