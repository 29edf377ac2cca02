import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPair } from '@lcw-auth/server';
import { CommandError, UsageError, type Command } from './command.js';
import { makeFolder, writeNew } from './files.js';
import { holdsKeyRing, openKeyRing } from './key-folder.js';
import { withSpinner } from './spinner.js';
import type { Terminal } from './terminal.js';

/** Makes a key pair as two PEM files, or a key ring. */
export const keygen: Command = {
  name: 'keygen',
  summary: 'make an RSA key pair as PEM files, or a key ring',
  argument: null,
  options: {
    out: { kind: 'value', value: 'FOLDER', help: 'Where private_key.pem and public_key.pem go. Default: here.' },
    'key-ring': { kind: 'value', value: 'FOLDER', help: 'Make the first key of a key ring in this folder instead.' },
    bits: { kind: 'value', value: 'NUMBER', help: 'The size of the key. Default 2048.' },
    json: { kind: 'flag', help: 'Tell the key id and the files as JSON.' },
  },
  more: 'The private key is written with mode 0600 and never shown. Files and a key ring that are there already are left alone, with exit code 1.',

  async run(input, terminal) {
    const bits = input.value('bits');
    const modulusLength = bits === undefined ? 2048 : Number(bits);
    if (![2048, 3072, 4096].includes(modulusLength)) throw new UsageError('--bits must be 2048, 3072 or 4096.');
    const ring = input.value('key-ring');
    if (ring !== undefined && input.value('out') !== undefined) throw new UsageError('Give --out or --key-ring, not both.');
    const made = await withSpinner(terminal, 'Making the key', async () =>
      ring === undefined ? makeFiles(input.value('out') ?? '.', modulusLength) : makeRing(ring, modulusLength, terminal),
    );
    if (input.flag('json')) terminal.out(JSON.stringify(made));
    else {
      terminal.out(`${terminal.paint('green', 'Made')} the key ${made.kid}`);
      for (const file of made.files) terminal.out(`  ${file}`);
    }
    return 0;
  },
};

async function makeFiles(folder: string, modulusLength: number): Promise<{ kid: string; files: string[] }> {
  await makeFolder(folder);
  const { kid, privateKey, publicKey } = await generateKeyPair({ modulusLength });
  const files = [join(folder, 'private_key.pem'), join(folder, 'public_key.pem')] as const;
  await writeNew(files[0], privateKey, 0o600);
  try {
    await writeNew(files[1], publicKey, 0o644);
  } catch (error) {
    // Half a pair would be in the way of the next try.
    await rm(files[0]);
    throw error;
  }
  return { kid, files: [...files] };
}

async function makeRing(directory: string, modulusLength: number, terminal: Terminal): Promise<{ kid: string; files: string[] }> {
  if (await holdsKeyRing(directory)) throw new CommandError(`There is a key ring already in ${directory}; choose another folder.`);
  const { kid } = await openKeyRing({ directory, modulusLength }, terminal).signingKey();
  return { kid, files: [directory] };
}
