// The packed packages under publint and are-the-types-wrong.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root } from '../install.mjs';
import { bin } from '../steps.mjs';
import { pack } from './packed.mjs';

let passed = 0;
let failed = 0;
for (const [name, tarball] of Object.entries(pack())) {
  report(`${name} under publint`, await publintProblems(tarball));
  report(`${name} under are-the-types-wrong`, attwProblems(tarball));
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function report(what, problems) {
  if (problems) failed += 1;
  else passed += 1;
  console.log(`${problems ? '✗' : '✓'} ${what}${problems ? `:\n${problems}` : ''}`);
}

async function publintProblems(tarball) {
  const file = readFileSync(tarball);
  const { messages, pkg } = await publint({
    pack: { tarball: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) },
    strict: true,
  });
  return messages.map((message) => formatMessage(message, pkg, { color: false })).join('\n');
}

function attwProblems(tarball) {
  // ESM only, by design; a style sheet has no types.
  const options = ['--profile', 'esm-only', '--exclude-entrypoints', 'styles.css', '--format', 'ascii', '--no-emoji'];
  try {
    execFileSync(bin('attw'), [tarball, ...options], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return '';
  } catch (error) {
    return error.stdout + error.stderr;
  }
}
