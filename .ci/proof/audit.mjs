// The lockfile: everything from the registry with its hash, and nothing with a known vulnerability.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pnpm, root } from '../install.mjs';

let [passed, failed, skipped] = [0, 0, 0];

const resolutions = readFileSync(resolve(root, 'pnpm-lock.yaml'), 'utf8').match(/^ {4}resolution: .*$/gm) ?? [];
const odd = resolutions.filter((line) => !/^ {4}resolution: \{integrity: sha512-[^,}]+\}$/.test(line));
if (resolutions.length > 0 && odd.length === 0) passed += 1;
else failed += 1;
console.log(`${resolutions.length} packages in the lockfile, ${odd.length} of them not from the registry with a hash`);
for (const line of odd) console.log(`✗ ${line.trim()}`);

for (const [what, ...args] of [
  ['what we publish', '--prod', '--audit-level=low'],
  ['all', '--audit-level=high'],
]) {
  const { status, stdout, stderr } = spawnSync(pnpm, ['audit', ...args], { cwd: root, encoding: 'utf8', timeout: 120_000 });
  const output = stdout + stderr;
  if (output.includes('ERR_PNPM_AUDIT_BAD_RESPONSE')) {
    skipped += 1;
    console.log(`SKIPPED, vulnerabilities in ${what}: the registry in use answers no audits`);
  } else if (status === 0) {
    passed += 1;
    console.log(`✓ no known vulnerability in ${what}`);
  } else {
    failed += 1;
    console.log(`✗ vulnerabilities in ${what}:\n${output}`);
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed ? 1 : 0;
