// The kinds of step that a run is made of, and how each is counted.
import { resolve } from 'node:path';
import { countLines, countPlaywright, countVitest } from './count-tests.mjs';
import { root } from './install.mjs';
import { reportFile } from './run-command.mjs';

export const bin = (name) => resolve(root, 'node_modules/.bin', name);

/** Passes or fails as a whole, and counts as one. `expects`: what its output shows when it really looked at something. */
export const check = (name, command, options = {}) => ({ name, command, count: null, ...options });

/** A script of ours whose last line is "N passed, N failed". */
export const script = (name, file, args = [], options = {}) => ({
  name,
  command: [process.execPath, file, ...args],
  count: (output) => countLines(output),
  ...options,
});

/** One of vite.config.ts's test projects. */
export const vitest = (name, project, options = {}) => {
  const file = reportFile(name, 'json');
  const command = [bin('vitest'), 'run', `--project=${project}`, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return { name, command, count: () => countVitest(file), ...options };
};

/** `only`: a part of the names of the tests to run. */
export const playwright = (name, config, { only, ...options } = {}) => {
  const file = reportFile(name, 'json');
  const command = [bin('playwright'), 'test', '-c', config, ...(only ? ['-g', only] : []), '--reporter=list,json'];
  return { name, command, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }, count: () => countPlaywright(file), ...options };
};
