// The built portal on a free port, with data of its own. Tells whoever forked it where it answers, and ends with them.
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
