import { join } from 'node:path';
import { generateKeyPair } from '@lcw-auth/server';
import { CommandError, UsageError, type Command } from '../command.js';
import { holdsKeyRing, openKeyRing } from '../files/key-folder.js';
import { makeFolder, writeNewFiles } from '../files/write-files.js';
import { withSpinner } from '../terminal/spinner.js';
import type { Terminal } from '../terminal/terminal.js';
import { styled } from '../terminal/text.js';

/** Creates a key pair as two PEM files, or a key ring. */
export const keygen: Command = {
  name: 'keygen',
  summary: 'create an RSA key pair as PEM files, or a key ring',
  argument: null,
  options: {
    out: { kind: 'value', value: 'FOLDER', help: 'The folder for private_key.pem and public_key.pem. Default: the current folder.' },
    'key-ring': { kind: 'value', value: 'FOLDER', help: 'Create the first key of a key ring in this folder instead.' },
    bits: { kind: 'value', value: 'NUMBER', help: 'The size of the key: 2048 (default), 3072 or 4096.' },
    json: { kind: 'flag', help: 'Print the key id and the files as JSON.' },
  },
  more: 'The private key is written with mode 0600 and never shown. A file or key ring that exists is kept, and the exit code is then 1.',

  async run(input, terminal) {
    const modulusLength = Number(input.value('bits') ?? 2048);
    if (![2048, 3072, 4096].includes(modulusLength)) throw new UsageError('--bits must be 2048, 3072 or 4096.');
    const ring = input.value('key-ring');
    if (ring !== undefined && input.value('out') !== undefined) throw new UsageError('Give --out or --key-ring, not both.');
    const created = await withSpinner(terminal, 'Creating the key', async () =>
      ring === undefined ? createFiles(input.value('out') ?? '.', modulusLength) : createRing(ring, modulusLength, terminal),
    );
    if (input.flag('json')) terminal.json(created);
    else {
      terminal.out(styled('green', 'Created'), ` the key ${created.kid}`);
      for (const file of created.files) terminal.out(`  ${file}`);
    }
    return 0;
  },
};

async function createFiles(folder: string, modulusLength: number): Promise<{ kid: string; files: string[] }> {
  makeFolder(folder);
  const { kid, privateKey, publicKey } = await generateKeyPair({ modulusLength });
  const [privateFile, publicFile] = [join(folder, 'private_key.pem'), join(folder, 'public_key.pem')];
  writeNewFiles([
    { file: privateFile, text: privateKey, mode: 0o600 },
    { file: publicFile, text: publicKey, mode: 0o644 },
  ]);
  return { kid, files: [privateFile, publicFile] };
}

async function createRing(directory: string, modulusLength: number, terminal: Terminal): Promise<{ kid: string; files: string[] }> {
  if (await holdsKeyRing(directory)) throw new CommandError(`${directory} holds a key ring already. Choose another folder.`);
  const { kid } = await openKeyRing({ directory, modulusLength }, terminal).signingKey();
  return { kid, files: [directory] };
}
