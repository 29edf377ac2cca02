// npm run storybook: installs what is missing, then runs Storybook until it is stopped.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { endWithParent } from './end-with-parent.mjs';
import { install, root } from './install.mjs';

try {
  install();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const windows = process.platform === 'win32';
const bin = resolve(root, 'node_modules/.bin', windows ? 'storybook.cmd' : 'storybook');
const args = ['dev', '--port', '6006', '--no-open', '--ci', ...process.argv.slice(2)];
const storybook = spawn(bin, args, { cwd: root, stdio: 'inherit', shell: windows });
storybook.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => storybook.kill(signal));
endWithParent();
