// Starts the built portal on a free port with its own data. Sends its origin to the parent process, and ends with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const data = mkdtempSync(join(tmpdir(), 'portal-'));
process.env['PORT'] = '0';
process.env['PORTAL_DATA'] = data;
process.on('exit', () => rmSync(data, { recursive: true, force: true }));
process.on('disconnect', () => process.exit());
const { origin } = await import('../dist/server/main.js');
process.send(origin);
