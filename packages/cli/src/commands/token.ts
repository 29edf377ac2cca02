import { createTokenService } from '@lcw-auth/server';
import { keyOptions, readKeyRing } from '../arguments/key-options.js';
import { readUser, userOptions } from '../arguments/user-options.js';
import { CommandError, UsageError, type Command } from '../command.js';
import { holdsKeyRing } from '../files/key-folder.js';
import { withSpinner } from '../terminal/spinner.js';
import { styled } from '../terminal/text.js';
import { readToken } from '../token/read-token.js';

/** Signs one token for a test. */
export const token: Command = {
  name: 'token',
  summary: 'sign a token for a test',
  argument: null,
  options: {
    issuer: { kind: 'value', value: 'NAME', help: 'The iss claim, e.g. contosohelp.com.' },
    ...userOptions,
    lifetime: { kind: 'value', value: 'SECONDS', help: 'The lifetime of the token, 1 to 3600. Default 900.' },
    ...keyOptions,
    json: { kind: 'flag', help: 'Print the token and its expiry in milliseconds as JSON.' },
  },
  more: 'The token goes to standard output. The token is a secret: until it expires, another user who has it can chat as the user of the token.',

  async run(input, terminal) {
    const issuer = input.value('issuer');
    if (issuer === undefined) throw new UsageError('--issuer is missing. Give the name of your site, e.g. --issuer contosohelp.com.');
    const tokenLifetime = Number(input.value('lifetime') ?? 900);
    if (!Number.isInteger(tokenLifetime) || tokenLifetime < 1 || tokenLifetime > 3600)
      throw new UsageError('--lifetime must be 1 to 3600 seconds.');
    const user = readUser(input);
    const keyRing = await readKeyRing(input, terminal);
    if (!keyRing)
      throw new UsageError('There is no key. Give --key or --key-ring, or set LCW_PRIVATE_KEY. `lcw-auth keygen` creates a key.');
    const folder = input.value('key-ring');
    // A new key ring would not be published, so its tokens would be useless.
    if (folder !== undefined && !(await holdsKeyRing(folder)))
      throw new CommandError(`${folder} holds no key ring. \`lcw-auth keygen --key-ring ${folder}\` creates one.`);
    const onNotice = ({ message }: { message: string }): void => terminal.note(styled('yellow', message));
    const service = createTokenService({ issuer, keyRing, tokenLifetime, getUser: () => null, onNotice });
    const signed = await withSpinner(terminal, 'Signing', async () => service.signAuthToken(user));
    if (input.flag('json')) terminal.json({ token: signed, expiresAt: Number(readToken(signed).payload['exp']) * 1000 });
    else terminal.out(signed);
    return 0;
  },
};
