// Every test that SECURITY.md names is where it says.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../install.mjs';

const policy = readFileSync(resolve(root, '.github/SECURITY.md'), 'utf8');
const rows = [...policy.matchAll(/^\|[^|]*\| `([^`]+)`\s*\| (.+?)\s*\|$/gm)];
const lost = rows.filter(([, file, name]) => !existsSync(resolve(root, file)) || !readFileSync(resolve(root, file), 'utf8').includes(name));
for (const [, file, name] of lost) console.log(`✗ ${file} has no test "${name}"`);
console.log(`${rows.length - lost.length} passed, ${lost.length} failed`);
process.exitCode = lost.length ? 1 : 0;
