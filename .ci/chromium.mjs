// The one place that knows where Chromium is and how tests start it: Vitest, Playwright and the screenshots all ask here.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const playwright = resolve(root, 'node_modules/.bin/playwright');
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Launch options for Playwright. Without an installed browser they name none, and Playwright takes its own download. */
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

/**
 * Makes sure that a Chromium is there, installing one where that is possible.
 * Returns its path, or null for Playwright's own download. Throws an Error that names the command to run.
 */
export function ensureChromium(say = console.log) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which does not start. Point it at a Chromium or Chrome, or unset it.`);
  }
  const found = installed.find(runs);
  if (found) return found;

  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (works([...sudo, 'apt-get', '--version'])) {
    say('No Chromium found: installing Debian\'s package "chromium".');
    if (works([...sudo, 'apt-get', 'update']) && works([...sudo, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'])) {
      const packaged = installed.find(runs);
      if (packaged) return packaged;
    }
  }

  say("No Chromium found: downloading Playwright's own.");
  if (works([playwright, 'install', 'chromium']) && playwrightChromiumStarts()) return null;
  throw new Error(
    'No Chromium could be found or installed. Run one of these, then try again:\n' +
      '  sudo apt-get update && sudo apt-get install -y chromium\n' +
      '  npx playwright install --with-deps chromium\n' +
      'or set CHROMIUM_PATH to the browser you have.',
  );
}

/** Some distributions put a script in this place that only says what to install, so being there is not enough. */
function runs(path) {
  return existsSync(path) && works([path, '--version']);
}

function works([command, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'], env, timeout: 300_000 }).status === 0;
}

/** Its download may lack system libraries, which shows only when it starts. */
function playwrightChromiumStarts() {
  const script = `
    import { chromium } from 'playwright';
    const browser = await chromium.launch(${JSON.stringify({ args: launchOptions().args })});
    await browser.close();`;
  try {
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}
