import { closeSync, mkdirSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { CommandError } from '../command.js';
import { shorten } from '../terminal/text.js';
import { longestPath, reasonOf } from './reason.js';

/** A file to be created. */
export interface NewFile {
  file: string;
  text: string;
  mode: number;
}

/** Creates a folder and its parents. @throws CommandError that says why it cannot. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CommandError(`The folder ${shorten(folder, longestPath)} cannot be created: ${reasonOf(error)}.`);
  }
}

/**
 * Creates all of the files or none. It never overwrites a file and never writes through a link. It is synchronous, so that a
 * signal cannot end the program between two of the files.
 * @throws CommandError that names the file and the reason.
 */
export function writeNewFiles(files: readonly NewFile[]): void {
  const created: string[] = [];
  for (const { file, text, mode } of files) {
    try {
      const descriptor = openSync(file, 'wx', mode);
      created.push(file);
      try {
        writeFileSync(descriptor, text);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      created.forEach(remove);
      throw new CommandError(`${shorten(file, longestPath)} cannot be written: ${reasonOf(error)}.`);
    }
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // The error that led here says more.
  }
}
