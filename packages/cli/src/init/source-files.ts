import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { readText } from '../files/read-text.js';

const skipped = new Set(['node_modules', 'dist', 'build', 'out', 'coverage']);
const isSource = (name: string): boolean => /\.(?:[cm]?[jt]sx?|html?)$/i.test(name) && !/\.(?:d\.[cm]?ts|min\.js)$/.test(name);

/** Reads the source files of a project, relative to its folder, in alphabetical order. Links are not followed. */
export async function readSourceFiles(folder: string): Promise<{ file: string; text: string }[]> {
  const files: { file: string; text: string }[] = [];
  for (const path of (await listFiles(folder)).toSorted()) {
    // A file that is too large or has another encoding is not a source file.
    const text = await readText(path).catch(() => null);
    if (text !== null) files.push({ file: relative(folder, path).split(sep).join('/'), text });
  }
  return files;
}

async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name)) found.push(...(await listFiles(path)));
    else if (entry.isFile() && isSource(entry.name)) found.push(path);
  }
  return found;
}
