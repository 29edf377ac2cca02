import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenService, powerPagesPaths, toNodeListener } from '@lcw-auth/server';
import { CommandError, UsageError, type Command } from './command.js';
import { openKeyRing } from './key-folder.js';
import { keyOptions, readKeyRing } from './key-options.js';
import { ownHostOnly } from './own-host.js';
import { readOrigin } from './read-url.js';
import { readUser, userOptions } from './user-options.js';

/** Runs a token service for development. */
export const serve: Command = {
  name: 'serve',
  summary: 'run a token service for development',
  argument: null,
  options: {
    port: { kind: 'value', value: 'NUMBER', help: 'Default 8788; 0 takes a free one.' },
    issuer: { kind: 'value', value: 'NAME', help: 'The iss claim. Default localhost.' },
    ...userOptions,
    'signed-out': { kind: 'flag', help: 'Nobody is signed in: the token endpoint answers 401.' },
    'allowed-origin': { kind: 'list', value: 'ORIGIN', help: 'A page that may read tokens, e.g. http://localhost:5173.' },
    'power-pages': { kind: 'flag', help: "Answer at Power Pages' paths, below /_services/auth." },
    ...keyOptions,
    json: { kind: 'flag', help: 'Tell the addresses as one line of JSON.' },
  },
  more: 'It listens on this machine alone, and gives a token for the one customer of --sub to whoever asks: for development only.\nIt answers under localhost, 127.0.0.1 and [::1], and 421 under any other host name.\nWithout a key option the keys are kept in .lcw-auth in this folder. A key ring that is not there yet is made.',

  async run(input, terminal) {
    const port = Number(input.value('port') ?? 8788);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port must be 0 to 65535.');
    const issuer = input.value('issuer') ?? 'localhost';
    if (issuer === '') throw new UsageError('--issuer takes a name, e.g. localhost.');
    const allowedOrigins = input.list('allowed-origin').map((origin) => readOrigin('--allowed-origin', origin));
    const user = readUser(input, '87b4d06c-abc2-e811-a9b0-000d3a10e09e');
    const keyRing = (await readKeyRing(input, terminal)) ?? openKeyRing({ directory: '.lcw-auth' }, terminal);
    const paths = input.flag('power-pages') ? powerPagesPaths : { tokenPath: '/auth/token', publicKeyPath: '/auth/publickey' };
    const service = createTokenService({
      ...paths,
      issuer,
      keyRing,
      getUser: () => (input.flag('signed-out') ? null : user),
      allowedOrigins,
      onNotice: ({ message }) => terminal.note(terminal.paint('yellow', message)),
    });
    // A bad user or key shows now and not at the first request.
    await service.signAuthToken(user);
    const server = await listen(createServer(ownHostOnly(toNodeListener(service))), port);
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const addresses = { tokenUrl: base + paths.tokenPath, publicKeyUrl: base + paths.publicKeyPath };
    if (input.flag('json')) terminal.out(JSON.stringify(addresses));
    else {
      terminal.out(`${terminal.paint('bold', 'Token     ')} ${addresses.tokenUrl}`);
      terminal.out(`${terminal.paint('bold', 'Public key')} ${addresses.publicKeyUrl}`);
      terminal.out(terminal.paint('gray', 'For development only. Stop with Ctrl+C.'));
    }
    await stopOf(terminal.stopped);
    server.close();
    server.closeAllConnections();
    return 0;
  },
};

async function listen(server: Server, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'is taken; choose another with --port' : `cannot be used (${error.code ?? 'unknown reason'})`;
      reject(new CommandError(`Port ${port} ${reason}.`));
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function stopOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
}
