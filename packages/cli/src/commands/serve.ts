import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenService, powerPagesPaths, toNodeListener } from '@lcw-auth/server';
import { keyOptions, readKeyRing } from '../arguments/key-options.js';
import { readOrigin } from '../arguments/read-url.js';
import { readUser, userOptions } from '../arguments/user-options.js';
import { CommandError, UsageError, type Command } from '../command.js';
import { openKeyRing } from '../files/key-folder.js';
import { reasonOf } from '../files/reason.js';
import { styled } from '../terminal/text.js';
import { ownHostOnly } from './own-host.js';

/** Runs a token service for development. */
export const serve: Command = {
  name: 'serve',
  summary: 'run a token service for development',
  argument: null,
  options: {
    port: { kind: 'value', value: 'NUMBER', help: 'The port. Default 8788. With 0, a free port is used.' },
    issuer: { kind: 'value', value: 'NAME', help: 'The iss claim. Default localhost.' },
    ...userOptions,
    'signed-out': { kind: 'flag', help: 'Act as if no user is signed in: the token endpoint answers 401.' },
    'allowed-origin': { kind: 'list', value: 'ORIGIN', help: 'An origin whose pages may read tokens, e.g. http://localhost:5173.' },
    'power-pages': { kind: 'flag', help: "Use Power Pages' paths, below /_services/auth." },
    ...keyOptions,
    json: { kind: 'flag', help: 'Print the URLs as one line of JSON.' },
  },
  more: 'For development only: it listens on this machine and gives a token for the user of --sub to every caller.\nIt accepts the host names localhost, 127.0.0.1 and [::1], and answers 421 to any other host name.\nWithout a key option the keys are kept in .lcw-auth in the current folder. A missing key ring is created.\nCtrl+C stops it, with exit code 0.',

  async run(input, terminal) {
    const port = Number(input.value('port') ?? 8788);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port must be 0 to 65535.');
    const allowedOrigins = input.list('allowed-origin').map((origin) => readOrigin('--allowed-origin', origin));
    const user = readUser(input, '87b4d06c-abc2-e811-a9b0-000d3a10e09e');
    const keyRing = (await readKeyRing(input, terminal)) ?? openKeyRing({ directory: '.lcw-auth' }, terminal);
    const paths = input.flag('power-pages') ? powerPagesPaths : { tokenPath: '/auth/token', publicKeyPath: '/auth/publickey' };
    const service = createTokenService({
      ...paths,
      issuer: input.value('issuer') ?? 'localhost',
      keyRing,
      getUser: () => (input.flag('signed-out') ? null : user),
      allowedOrigins,
      onNotice: ({ message }) => terminal.note(styled('yellow', message)),
    });
    // Reports an invalid user or key before the first request.
    await service.signAuthToken(user);
    const server = await listen(createServer(ownHostOnly(toNodeListener(service))), port);
    const stopped = terminal.untilStopped();
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const urls = { tokenUrl: base + paths.tokenPath, publicKeyUrl: base + paths.publicKeyPath };
    if (input.flag('json')) terminal.json(urls);
    else {
      terminal.out(styled('bold', 'Token     '), ` ${urls.tokenUrl}`);
      terminal.out(styled('bold', 'Public key'), ` ${urls.publicKeyUrl}`);
      terminal.out(styled('gray', 'For development only. Stop with Ctrl+C.'));
    }
    await stopped;
    server.close();
    server.closeAllConnections();
    return 0;
  },
};

async function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const problem = error.code === 'EADDRINUSE' ? 'is in use. Choose another port with --port' : `cannot be used: ${reasonOf(error)}`;
      reject(new CommandError(`Port ${port} ${problem}.`));
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
