import { createTokenService } from '@lcw-auth/server';
import { CommandError, UsageError, type Command } from './command.js';
import { holdsKeyRing } from './key-folder.js';
import { keyOptions, readKeyRing } from './key-options.js';
import { withSpinner } from './spinner.js';
import { readUser, userOptions } from './user-options.js';

/** Signs one token for trying out. */
export const token: Command = {
  name: 'token',
  summary: 'sign a token for trying out',
  argument: null,
  options: {
    issuer: { kind: 'value', value: 'NAME', help: 'The iss claim, e.g. contosohelp.com.' },
    ...userOptions,
    lifetime: { kind: 'value', value: 'SECONDS', help: 'How long it lives, 1 to 3600. Default 900.' },
    ...keyOptions,
    json: { kind: 'flag', help: 'Tell the token and its expiry as JSON.' },
  },
  more: 'The token goes to standard output: whoever has it can chat as that customer until it expires.',

  async run(input, terminal) {
    const issuer = input.value('issuer');
    if (issuer === undefined || issuer === '') throw new UsageError('--issuer is missing, e.g. --issuer contosohelp.com.');
    const lifetime = input.value('lifetime');
    const tokenLifetime = lifetime === undefined ? 900 : Number(lifetime);
    if (!Number.isInteger(tokenLifetime) || tokenLifetime < 1 || tokenLifetime > 3600)
      throw new UsageError('--lifetime must be 1 to 3600 seconds.');
    const user = readUser(input);
    const keyRing = await readKeyRing(input, terminal);
    if (!keyRing) throw new UsageError('There is no key: give --key or --key-ring, or set LCW_PRIVATE_KEY. `lcw-auth keygen` makes one.');
    const folder = input.value('key-ring');
    // Nobody knows the keys of a new ring, so a token of one is of no use.
    if (folder !== undefined && !(await holdsKeyRing(folder)))
      throw new CommandError(`There is no key ring in ${folder}; \`lcw-auth keygen --key-ring ${folder}\` makes one.`);
    const onNotice = ({ message }: { message: string }): void => terminal.note(terminal.paint('yellow', message));
    const service = createTokenService({ issuer, keyRing, tokenLifetime, getUser: () => null, onNotice });
    const signed = await withSpinner(terminal, 'Signing', async () => service.signAuthToken(user));
    if (!input.flag('json')) terminal.out(signed);
    else terminal.out(JSON.stringify({ token: signed, expiresAt: expiryOf(signed) }));
    return 0;
  },
};

function expiryOf(signed: string): number {
  const payload = JSON.parse(Buffer.from(signed.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
  return payload.exp * 1000;
}
