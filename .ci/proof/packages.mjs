// The packed packages under publint and are-the-types-wrong, and whether each hands on what its dependencies ask for.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { root } from '../install.mjs';
import { bin } from '../steps.mjs';
import { pack } from './packed.mjs';

const manifests = new Map(
  readdirSync(resolve(root, 'packages'))
    .map((folder) => JSON.parse(readFileSync(resolve(root, 'packages', folder, 'package.json'), 'utf8')))
    .map((manifest) => [manifest.name, manifest]),
);

let passed = 0;
let failed = 0;
for (const [name, tarball] of Object.entries(pack())) {
  report(`${name} under publint`, await publintProblems(tarball));
  report(`${name} under are-the-types-wrong`, attwProblems(tarball));
  report(`${name} has what its dependencies ask of it`, missingPeers(name));
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

/** What our own packages ask of whoever depends on them, and `name` does not have: Yarn's Plug'n'Play gives it to none of them. */
function missingPeers(name) {
  const { dependencies = {}, peerDependencies = {} } = manifests.get(name);
  return Object.keys(dependencies)
    .flatMap((dependency) => {
      const { peerDependencies: asked = {}, peerDependenciesMeta: meta = {} } = manifests.get(dependency) ?? {};
      const missing = Object.keys(asked).filter((peer) => !meta[peer]?.optional && !dependencies[peer] && !peerDependencies[peer]);
      return missing.map((peer) => `${dependency} asks for ${peer}`);
    })
    .join('\n');
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
