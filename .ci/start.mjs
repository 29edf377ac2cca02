// npm start: installs what is missing, then runs the demo portal until it is told to stop.
import { spawn } from 'node:child_process';
import { install, pnpm, root } from './install.mjs';

try {
  install();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const portal = spawn(pnpm, ['--silent', '-C', 'apps/portal', 'run', 'dev'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => portal.kill(signal));
portal.on('error', (error) => {
  console.error(`The demo portal did not start: ${error.message}`);
  process.exitCode = 1;
});
portal.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal] ?? 0);
});
