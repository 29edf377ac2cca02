// Fails when the logs, reports or traces of the tests contain a token, a private key or a bot token URL.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { root } from './install.mjs';
import { secretsIn } from './secrets.mjs';

const folders = ['reports', 'storybook-static'].map((folder) => resolve(root, folder)).filter((folder) => existsSync(folder));
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => resolve(parentPath, name)),
);
if (files.length === 0) throw new Error('There are no reports. Run the tests first.');
for (const file of files) {
  const bytes = readFileSync(file);
  // Playwright's traces are zip files.
  const contents = file.endsWith('.zip') ? Object.values(unzipSync(bytes)) : [bytes];
  const found = new Set(contents.flatMap((content) => secretsIn(Buffer.from(content).toString('latin1'))));
  for (const kind of found) {
    console.error(`${file} contains ${kind}.`);
    process.exitCode = 1;
  }
}
console.log(`Searched ${files.length} files.`);
