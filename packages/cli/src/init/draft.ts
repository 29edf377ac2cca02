import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../files/read-text.js';
import type { FileChange } from './change.js';

/** Changes to a project's files that are not written yet. */
export interface Draft {
  /** The text of a file with the changes so far; null when it does not exist. */
  read(file: string): Promise<string | null>;
  /** Sets the text of a file. */
  write(file: string, text: string): Promise<void>;
  /** Adds a new file. Returns false, without a change, when the file exists. */
  create(file: string, text: string): boolean;
  /** The files that differ, in alphabetical order. */
  changes(): FileChange[];
}

/** Starts an empty draft for the project in a folder. */
export function createDraft(folder: string): Draft {
  const files = new Map<string, FileChange>();

  const read = async (file: string): Promise<string | null> => {
    const known = files.get(file);
    if (known) return known.after;
    const path = join(folder, file);
    return existsSync(path) ? readText(path) : null;
  };

  return {
    read,
    async write(file, text) {
      const before = files.get(file)?.before ?? (await read(file));
      files.set(file, { file, before, after: text });
    },
    create(file, text) {
      if (files.has(file) || existsSync(join(folder, file))) return false;
      files.set(file, { file, before: null, after: text });
      return true;
    },
    changes: () =>
      [...files.values()].filter(({ before, after }) => before !== after).toSorted((left, right) => (left.file < right.file ? -1 : 1)),
  };
}
