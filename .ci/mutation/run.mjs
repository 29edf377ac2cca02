// npm run mutation [simulator] [server] [core] [-- --static]: breaks the code in every small way and sees whether a test notices.
// With --static also what runs at import alone, tables and other constants: that takes several times as long.
// Takes a while, hence no part of `npm test`. Later runs try only what has changed (reports/mutation/*.incremental.json).
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { root } from '../install.mjs';
import { bin } from '../steps.mjs';
import { judge, undecidedIn } from './survivors.mjs';

/** The least share of mutants, in percent, that the tests of a package have to notice. */
const goal = 90;

/** The files that are broken, and the folder whose tests look on. Of the simulator: what checks tokens, records and rules. */
const targets = {
  simulator: {
    folder: 'packages/simulator/src/omnichannel',
    files: '{check-records,customers,json-object,public-key-source,public-keys,read-context,routing,validate-auth-token,validation}.ts',
  },
  server: { folder: 'packages/server/src', files: '**/*.ts' },
  core: { folder: 'packages/core/src', files: '**/*.ts' },
};

const withStatic = process.argv.includes('--static');
const asked = process.argv.slice(2).filter((argument) => argument !== '--static');
const unknown = asked.find((name) => !(name in targets));
if (unknown !== undefined) {
  console.error(`There is no "${unknown}": choose among ${Object.keys(targets).join(', ')}.`);
  process.exit(1);
}

/** Runs Stryker on these files and returns its report's file; null where it fails. */
function stryker(name, folder, files, isStatic) {
  const env = { ...process.env, MUTATION_REPORT: name, MUTATION_FOLDER: folder, MUTATION_FILES: files };
  if (isStatic) env.MUTATION_STATIC = 'yes';
  const { status } = spawnSync(bin('stryker'), ['run', '.ci/mutation/stryker.config.mjs'], {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status === 0 ? resolve(root, `reports/mutation/${name}.json`) : null;
}

/** What runs at import and survives the tests that import it once more faces all of them, in a run of its own. */
function tryAtImport(name, folder, report) {
  const lines = undecidedIn(report);
  return lines.length > 0 ? stryker(`${name}-at-import`, folder, lines.join(' '), true) : undefined;
}

let [passed, failed] = [0, 0];
for (const name of asked.length > 0 ? asked : Object.keys(targets)) {
  const { folder, files } = targets[name];
  const whole = stryker(name, folder, `${folder}/${files}`, withStatic);
  const atImport = whole && !withStatic ? tryAtImport(name, folder, whole) : undefined;
  const report = whole && atImport !== null ? judge(name, whole, atImport) : null;
  const ok = report !== null && report.score >= goal && report.problems.length === 0;
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? '✓' : '✗'} ${name}: ${report ? report.summary : 'Stryker failed'}`);
  for (const problem of report?.problems ?? []) console.log(`    ${problem}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
