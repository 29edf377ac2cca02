import { dirname, join } from 'node:path';
import { CommandError } from '../command.js';
import { readText } from '../files/read-text.js';
import { makeFolder, overwrite, writeNewFiles } from '../files/write-files.js';
import type { FileChange } from './change.js';

/**
 * Writes the changes to a project.
 * @throws CommandError when a file has changed since the plan was made, before anything is written.
 */
export async function applyChanges(folder: string, changes: readonly FileChange[]): Promise<void> {
  const edited = changes.filter(({ before }) => before !== null);
  for (const { file, before } of edited) {
    if ((await readText(join(folder, file))) !== before)
      throw new CommandError(`${file} has changed in the meantime. Run the command again.`);
  }
  const created = changes.filter(({ before }) => before === null);
  for (const { file } of created) makeFolder(dirname(join(folder, file)));
  writeNewFiles(created.map(({ file, after }) => ({ file: join(folder, file), text: after, mode: 0o644 })));
  for (const { file, after } of edited) overwrite(join(folder, file), after);
}
