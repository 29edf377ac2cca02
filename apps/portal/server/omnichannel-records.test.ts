import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remoteOmnichannel } from '@lcw-auth/simulator/omnichannel';
import { expect, it } from 'vitest';
import { runPortal } from './portal.fixture.js';

it('keeps the records across a restart, and the public key URL follows the port', async () => {
  const first = await runPortal();
  const before = remoteOmnichannel(`${first.origin}/omnichannel`);
  const records = await before.getRecords();
  const changed = { ...records, settings: records.settings.map((setting) => ({ ...setting, owner: 'Chat team' })) };
  expect(await before.saveRecords(changed)).toMatchObject({ saved: true });
  // The portal answers before it has written the file.
  const file = join(first.dataDir, 'records', 'omnichannel-records');
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('"owner":"Chat team"');

  const second = await runPortal({ dataDir: first.dataDir });
  const after = await remoteOmnichannel(`${second.origin}/omnichannel`).getRecords();
  expect(after.settings).toEqual([{ ...records.settings[0], owner: 'Chat team', publicKeyUrl: `${second.origin}/auth/publickey` }]);
  expect(after.workstreams).toEqual(records.workstreams);
  await second.stop();
  await first.stop();
});
