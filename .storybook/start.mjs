// npm run storybook: installs what is missing, then runs Storybook until it is stopped.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { endWithParent } from '../.ci/end-with-parent.mjs';
import { install, root } from '../.ci/install.mjs';

try {
  install();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const windows = process.platform === 'win32';
const start = (name, args, stdio) =>
  spawn(resolve(root, 'node_modules/.bin', windows ? `${name}.cmd` : name), args, { cwd: root, stdio, shell: windows });

// The API reference takes longer than Storybook's start, so its links work a few seconds later.
const reference = start('typedoc', ['--options', '.storybook/typedoc.json', '--logLevel', 'Error'], ['ignore', 'ignore', 'inherit']);
const storybook = start('storybook', ['dev', '--port', '6006', '--no-open', '--ci', ...process.argv.slice(2)], 'inherit');
storybook.on('exit', (code) => {
  reference.kill();
  process.exit(code ?? 1);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => storybook.kill(signal));
endWithParent();
