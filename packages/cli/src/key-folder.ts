import { createKeyRing, fileDriver, type KeyRing } from '@lcw-auth/server';
import { CommandError } from './command.js';
import { reasonOf } from './files.js';
import type { Terminal } from './terminal.js';

/** Opens the key ring in a folder; its first use makes one where there is none. What is wrong with the folder is noted, with a fix. */
export function openKeyRing({ directory, modulusLength }: { directory: string; modulusLength?: number }, terminal: Terminal): KeyRing {
  return createKeyRing({
    directory,
    modulusLength,
    onNotice: ({ code, message, cause }) => terminal.note(code === 'storage-unavailable' ? unusable(directory, cause) : message),
  });
}

/** Whether a folder holds a key ring; one that is not there holds none. @throws CommandError when the folder cannot be read. */
export async function holdsKeyRing(directory: string): Promise<boolean> {
  try {
    const entries = await fileDriver({ directory }).getKeys('', {});
    return entries.some((name) => name.startsWith('lcw-auth:'));
  } catch (error) {
    throw new CommandError(unusable(directory, error));
  }
}

function unusable(directory: string, cause: unknown): string {
  return `The key ring in ${directory} cannot be used: ${reasonOf(cause)}. Put that right, or choose another folder with --key-ring.`;
}
