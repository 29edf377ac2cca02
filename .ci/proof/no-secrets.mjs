// No token, private key or bot token URL in what the tests wrote: logs, reports, traces, page texts, snapshots, screenshots.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { root } from '../install.mjs';
import { secretsIn } from '../secrets.mjs';
import { readPictures, secretsReadIn } from './secrets-in-pictures.mjs';

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['reports', 'node_modules/.cache/playwright', 'storybook-static'];

let passed = 0;
let failed = 0;
const files = folders.flatMap((folder) => filesIn(resolve(root, folder)));
for (const file of files) {
  report([...texts(file)].flatMap(([part, text]) => secretsIn(text).map((kind) => `${kind} in ${relative(root, file)}${part}`)));
}
for (const [file, text] of await readPictures(files.filter((name) => name.endsWith('.png')))) {
  const found = text.trim() ? secretsReadIn(text) : ['nothing that can be read'];
  report(found.map((what) => `${what} in ${relative(root, file)}`));
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function report(found) {
  if (found.length) failed += 1;
  else passed += 1;
  for (const line of found) console.log(`✗ ${line}`);
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

/** The file's text, or that of each file inside when it is a zip, as Playwright's traces are. */
function* texts(file) {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 0, 4) !== 'PK\x03\x04') {
    yield ['', bytes.toString('latin1')];
    return;
  }
  for (const { name, content } of unzip(bytes)) yield [`, ${name}`, content.toString('latin1')];
}

/** Reads the central directory: local headers of streamed zips do not know their sizes. */
function* unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const header = bytes.readUInt32LE(at + 42);
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const content = bytes.subarray(start, start + size);
    yield { name, content: method === 8 ? inflateRawSync(content) : content };
    at += 46 + nameLength + extra + comment;
  }
}
