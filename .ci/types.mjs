// Type-checks every package and app that has a tsconfig.json, and Storybook's own configuration.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './install.mjs';

const workspace = ['packages', 'apps'].flatMap((folder) => readdirSync(resolve(root, folder)).map((name) => `${folder}/${name}`));
const projects = [...workspace, '.storybook'].filter((folder) => existsSync(resolve(root, folder, 'tsconfig.json')));

const { status } = spawnSync(resolve(root, 'node_modules/.bin/tsc'), ['-b', ...projects], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
