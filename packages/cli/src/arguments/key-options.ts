import { createFixedKeyRing, type KeyRing } from '@lcw-auth/server';
import { UsageError, type CommandInput, type Option } from '../command.js';
import { openKeyRing } from '../files/key-folder.js';
import { readText } from '../files/read-text.js';
import type { Terminal } from '../terminal/terminal.js';

/** The options that name the private key. */
export const keyOptions = {
  key: {
    kind: 'value',
    value: 'FILE',
    help: 'A file with the private key as PEM or base64. Default: the environment variable LCW_PRIVATE_KEY.',
  },
  'key-ring': { kind: 'value', value: 'FOLDER', help: 'The folder of a key ring.' },
} satisfies Record<string, Option>;

/** Opens the keys that the options name; null when they name none. @throws UsageError when they name two. */
export async function readKeyRing(input: CommandInput, terminal: Terminal): Promise<KeyRing | null> {
  const file = input.value('key');
  const directory = input.value('key-ring');
  if (file !== undefined && directory !== undefined) throw new UsageError('Give --key or --key-ring, not both.');
  if (directory !== undefined) return openKeyRing({ directory }, terminal);
  if (file !== undefined) return createFixedKeyRing({ keys: [await readText(file)] });
  const fromEnvironment = terminal.environment['LCW_PRIVATE_KEY'];
  return fromEnvironment ? createFixedKeyRing({ keys: [fromEnvironment] }) : null;
}
