import { mkdir, writeFile } from 'node:fs/promises';
import { createStorage, type Storage, type StorageValue } from 'unstorage';
import { expect, test, vi } from 'vitest';
import { hour, onFakeDate, pass } from '../fake-date.fixture.js';
import { createKeyRing } from '../index.js';
import { directory, inKeyFolder, parent } from './key-folder.fixture.js';
import { createTestRing } from './test-ring.fixture.js';

inKeyFolder();

onFakeDate();

/** A storage that can be full. Like a Redis client, its error quotes the failed command with the whole entry. */
function refusesToWrite(storage: Storage): { storage: Storage; refuse: () => void } {
  let isFull = false;
  return {
    refuse: () => void (isFull = true),
    storage: {
      ...storage,
      setItem: async (name: string, value: StorageValue, options?: object) => {
        if (!isFull) return storage.setItem(name, value, options);
        const error = new Error(`OOM command not allowed: SET ${name} ${JSON.stringify(value)}`);
        throw Object.assign(error, { name: 'ReplyError', code: 'OOM', command: { args: [name, JSON.stringify(value)] } });
      },
    },
  };
}

/** Everything that an error contains, as a logger would write it. */
const written = (error: unknown) => {
  const { message, stack, cause, ...rest } = error as Error;
  return JSON.stringify([message, stack, cause, rest]);
};

test('a notice about a failed write contains only the name and code of the error, never the key', async () => {
  const { storage, refuse } = refusesToWrite(createStorage());
  refuse();
  const { ring, notices } = createTestRing(storage);
  await expect(ring.signingKey()).rejects.toThrow('The key storage does not answer');
  expect(notices).toMatchObject([
    { code: 'storage-unavailable', cause: { message: 'The key storage failed: ReplyError OOM', code: 'OOM' } },
  ]);
  expect(written(notices[0]?.cause)).not.toMatch(/PRIVATE|privateKey|SET/);
});

test('the line on the console does not contain the key either', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { storage, refuse } = refusesToWrite(createStorage());
  refuse();
  await createKeyRing({ storage })
    .signingKey()
    .catch(() => {});
  expect(warn).toHaveBeenCalledOnce();
  expect(warn.mock.calls[0]?.map((part: unknown) => (part instanceof Error ? written(part) : part)).join()).not.toContain('PRIVATE');
  warn.mockRestore();
});

test('the error of a failed revoke does not contain a key either', async () => {
  const { storage, refuse } = refusesToWrite(createStorage());
  const { ring, signs } = createTestRing({ ...storage, removeItem: () => Promise.reject(new Error('DEL refused')) });
  const kid = await signs();
  await ring.rotate();
  pass(hour / 2);
  refuse();
  const error: unknown = await ring.revoke(kid).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: expect.stringContaining(`no longer signs with the key ${kid}`) as string });
  expect(error).toMatchObject({ cause: { message: 'The key storage failed: ReplyError OOM' } });
  expect(written((error as Error).cause)).not.toMatch(/PRIVATE|privateKey|SET/);
});

test('an error of the file system keeps its message, which names the call and the path', async () => {
  await mkdir(parent, { recursive: true });
  await writeFile(`${parent}/deep`, 'a file where the folder should be');
  const notices: unknown[] = [];
  await expect(createKeyRing({ directory, onNotice: (notice) => notices.push(notice) }).signingKey()).rejects.toThrow(
    'The key storage does not answer',
  );
  const cause = { code: 'ENOTDIR', message: expect.stringMatching(/^The key storage failed: ENOTDIR.*deep/) as string };
  expect(notices).toContainEqual(expect.objectContaining({ code: 'storage-unavailable', cause: expect.objectContaining(cause) as Error }));
});

test.each([
  ['a string', 'SET lcw-auth -----BEGIN PRIVATE KEY-----'],
  ['undefined', undefined],
  ['an error whose name is a sentence', Object.assign(new Error('PRIVATE'), { name: 'PRIVATE KEY failed', code: 'PRIVATE KEY' })],
])('when a storage throws %s, the notice does not contain the thrown value', async (_what, thrown) => {
  const { ring, notices } = createTestRing({ ...createStorage(), getKeys: vi.fn<Storage['getKeys']>().mockRejectedValue(thrown) });
  await expect(ring.signingKey()).rejects.toThrow('The key storage does not answer, so there is no key to sign with.');
  expect(notices).toMatchObject([{ cause: { message: 'The key storage failed.' } }]);
  expect(notices[0]?.cause).not.toHaveProperty('code');
  await expect(ring.publicKeys()).rejects.toThrow('The key storage does not answer, so there are no public keys.');
});
