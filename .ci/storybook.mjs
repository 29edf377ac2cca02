// npm run storybook: installs what is missing, then runs Storybook until it is stopped.
import { spawn } from 'node:child_process';
import { endWithParent } from './end-with-parent.mjs';
import { install, pnpm, root } from './install.mjs';

try {
  install();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const args = ['exec', 'storybook', 'dev', '--port', '6006', '--no-open', '--ci', ...process.argv.slice(2)];
const storybook = spawn(pnpm, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
storybook.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => storybook.kill(signal));
endWithParent();
