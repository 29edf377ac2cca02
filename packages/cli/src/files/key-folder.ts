import { createKeyRing, fileDriver, type KeyRing } from '@lcw-auth/server';
import { CommandError } from '../command.js';
import type { Terminal } from '../terminal/terminal.js';
import { shorten } from '../terminal/text.js';
import { codeOf, longestPath, reasonOf } from './reason.js';

/** Opens the key ring in a folder. Its first use creates the ring. Reports a problem with the folder together with its fix. */
export function openKeyRing({ directory, modulusLength }: { directory: string; modulusLength?: number }, terminal: Terminal): KeyRing {
  return createKeyRing({
    directory,
    modulusLength,
    onNotice: ({ code, message, cause }) => terminal.note(code === 'storage-unavailable' ? unusable(directory, cause) : message),
  });
}

/** True when a folder holds a key ring. A folder that does not exist holds none. @throws CommandError when it cannot be read. */
export async function holdsKeyRing(directory: string): Promise<boolean> {
  try {
    // The key ring reports problems with its files when it is used.
    const files = fileDriver({ directory, onNotice: () => undefined });
    const names = (await files.getKeys('', {})).filter((name) => name.startsWith('lcw-auth:'));
    const isKey = await Promise.all(names.map(async (name) => isKeyFile(files, name)));
    return isKey.includes(true);
  } catch (error) {
    throw new CommandError(unusable(directory, error));
  }
}

/** False for an entry that the key ring skips, such as a folder. True for an unreadable file, because it may contain a key. */
async function isKeyFile(files: ReturnType<typeof fileDriver>, name: string): Promise<boolean> {
  try {
    return (await files.getItem(name)) !== null;
  } catch (error) {
    return !['EISDIR', 'NOT_A_KEY_FILE'].includes(codeOf(error));
  }
}

function unusable(directory: string, cause: unknown): string {
  return `The key ring in ${shorten(directory, longestPath)} cannot be used: ${reasonOf(cause)}. Fix the folder, or choose another one with --key-ring.`;
}
