import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { createStorage } from 'unstorage';
import { describe, expect, test } from 'vitest';
import { createKeyRing } from '../index.js';
import { directory, inKeyFolder, notices, ring } from './key-folder.fixture.js';
import { addFileOfRoot, giveToRoot, hasUserRights, withoutRootRights } from './root-files.fixture.js';

inKeyFolder();

describe.skipIf(process.platform === 'win32')('an entry that is not a regular file', () => {
  const name = 'lcw-auth.abc.pem';

  test.each([
    ['a folder', async (path: string) => mkdir(path), 'is not a file'],
    ['a FIFO', async (path: string) => void execFileSync('mkfifo', [path]), 'is not a file'],
    ['a symbolic link to itself', async (path: string) => symlink(path, path), 'ELOOP'],
    ['a symbolic link to a device', async (path: string) => symlink('/dev/zero', path), 'is not a file'],
    [
      'a file of several megabytes',
      async (path: string) => writeFile(path, 'x'.repeat(2_000_000), { mode: 0o600 }),
      'is larger than any key',
    ],
  ])('is skipped and reported once, and the other keys are used: %s', async (_what, make, reason) => {
    const { kid } = await ring().signingKey();
    await make(join(directory, name));
    const keyRing = ring();
    expect((await keyRing.signingKey()).kid).toBe(kid);
    expect((await keyRing.publicKeys()).map((key) => key.kid)).toEqual([kid]);
    expect(notices.map(({ code }) => code)).toEqual(['key-entry-skipped']);
    expect(notices[0]?.message).toContain(reason);
  });

  test('does not stop a ring that has no other key yet', async () => {
    await mkdir(join(directory, name), { recursive: true, mode: 0o700 });
    await chmod(directory, 0o700);
    expect((await ring().publicKeys()).map((key) => key.kid)).not.toContain('abc');
    expect(notices.map(({ code }) => code)).toEqual(['key-entry-skipped']);
  });
});

describe.runIf(hasUserRights)('a file of root that this process may not read', () => {
  test('is skipped and reported once, and the other keys are used', async () => {
    const keyRing = ring();
    await withoutRootRights(async () => {
      const { kid } = await ring().signingKey();
      await addFileOfRoot(join(directory, 'lcw-auth.abc.pem'));
      expect((await keyRing.signingKey()).kid).toBe(kid);
      expect((await keyRing.publicKeys()).map((key) => key.kid)).toEqual([kid]);
    });
    expect(notices).toMatchObject([{ code: 'key-entry-skipped', message: expect.stringMatching(/was skipped: .*EACCES/) as string }]);
  });

  test('stays in use when it was readable before, because its tokens are valid', async () => {
    const keyRing = ring();
    await withoutRootRights(async () => {
      const { kid } = await keyRing.signingKey();
      await giveToRoot(join(directory, `lcw-auth.${kid}.pem`));
      expect((await keyRing.publicKeys()).map((key) => key.kid)).toEqual([kid]);
    });
    expect(notices).toMatchObject([
      { code: 'key-entry-skipped', message: expect.stringContaining('the copy in memory is used') as string },
    ]);
  });
});

test('a key of the highest generation is used, and rotate rejects instead of writing more and more keys', async () => {
  const storage = createStorage();
  const { kid } = await createKeyRing({ storage }).signingKey();
  const record = await storage.getItem<Record<string, unknown>>(`lcw-auth:${kid}`);
  await storage.setItem(`lcw-auth:${kid}`, { ...record, generation: 1_000_000_000 });
  const keyRing = createKeyRing({ storage });
  await expect(keyRing.rotate()).rejects.toThrow('no newer key can be created. Remove that entry.');
  expect((await keyRing.signingKey()).kid).toBe(kid);
  expect(await storage.getKeys()).toEqual([`lcw-auth:${kid}`]);
});

describe('an entry in the key folder', () => {
  async function entry(name: string, content: string): Promise<void> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(join(directory, name), content, { mode: 0o600 });
  }

  async function record(): Promise<{ file: string; value: Record<string, unknown> }> {
    const { kid } = await ring().signingKey();
    const file = `lcw-auth.${kid}.pem`;
    return { file, value: JSON.parse(await readFile(join(directory, file), 'utf8')) as Record<string, unknown> };
  }

  test.each([
    ['an empty file', 'lcw-auth.abc.pem', '', 'not a JSON object'],
    [
      'a half-written file',
      'lcw-auth.abc.pem',
      '{"version":1,"kid":"abc","privateKey":"-----BEGIN PRIVATE KEY-----MIIEvQIBADANBg',
      'half-written',
    ],
    ['another program’s JSON', 'lcw-auth.abc.pem', '{"hello":"world"}', 'this version of lcw-auth'],
    ['a list', 'lcw-auth.abc.pem', '[1,2,3]', 'this version of lcw-auth'],
    ['a later version', 'lcw-auth.abc.pem', '{"version":2,"kid":"abc"}', 'this version of lcw-auth'],
    ['a name that is not a key id', 'lcw-auth.a%2Fb.pem', '{"version":1}', 'not a JSON object'],
    ['a name that is too long', `lcw-auth.${'a'.repeat(129)}.pem`, '{"version":1}', 'not a JSON object'],
  ])('is reported once, skipped and never served: %s', async (_name, file, content, reason) => {
    await entry(file, content);
    const keyRing = ring();
    const published = await keyRing.publicKeys();
    await keyRing.publicKeys();
    expect(published).toHaveLength(1);
    expect(published.map(({ kid }) => kid)).not.toContain('abc');
    expect(notices.map(({ code }) => code)).toEqual(['key-entry-skipped']);
    expect(notices[0]?.message).toContain(reason);
    expect(notices[0]?.message.length).toBeLessThan(200);
    expect(JSON.stringify(notices)).not.toContain('MIIE');
    expect(await readFile(join(directory, file), 'utf8')).toBe(content);
  });

  test.each([
    [
      'a key stored under another id',
      (value: Record<string, unknown>) => ({ ...value, kid: 'other' }),
      'differs from the name of the entry',
    ],
    [
      'a public key that does not belong to the private key',
      (value: Record<string, unknown>) => ({ ...value, publicKey: 'x' }),
      'do not belong together',
    ],
    ['a public key that is not text', (value: Record<string, unknown>) => ({ ...value, publicKey: 7 }), 'not text'],
    ['a private key that is not text', (value: Record<string, unknown>) => ({ ...value, privateKey: 7 }), 'not text'],
    [
      'a private key that is cut',
      (value: Record<string, unknown>) => ({ ...value, privateKey: String(value['privateKey']).slice(0, 500) }),
      'its private key cannot be used: Expected a private key',
    ],
    ['a time that is not a number', (value: Record<string, unknown>) => ({ ...value, signsFrom: 'soon' }), 'times are not numbers'],
    ['a negative time', (value: Record<string, unknown>) => ({ ...value, createdAt: -1 }), 'times are not numbers'],
    [
      'a generation that is not a whole number',
      (value: Record<string, unknown>) => ({ ...value, generation: 1.5 }),
      'its generation is not a whole number',
    ],
    [
      'an absurd generation',
      (value: Record<string, unknown>) => ({ ...value, generation: Number.MAX_SAFE_INTEGER }),
      'its generation is not',
    ],
  ])('is reported, skipped and replaced: %s', async (_name, change, reason) => {
    const { file, value } = await record();
    await writeFile(join(directory, file), JSON.stringify(change(value)));
    const published = await ring().publicKeys();
    expect(published.map(({ kid }) => `lcw-auth.${kid}.pem`)).not.toContain(file);
    expect(published).toHaveLength(1);
    expect(notices).toMatchObject([{ code: 'key-entry-skipped', message: expect.stringContaining(`was skipped: `) as string }]);
    expect(notices[0]?.message).toContain(reason);
  });

  test('is reported and skipped when it is a valid key with the id of another key', async () => {
    const { file, value } = await record();
    await rm(join(directory, file));
    await entry('lcw-auth.abc.pem', JSON.stringify({ ...value, kid: 'abc' }));
    expect((await ring().publicKeys()).map(({ kid }) => kid)).not.toContain('abc');
    expect(notices).toMatchObject([{ message: expect.stringContaining('do not belong together') as string }]);
  });

  test('is used at any age, and also when an editor has added a line end after its public key', async () => {
    const { file, value } = await record();
    await entry(file, JSON.stringify({ ...value, createdAt: 0, publicKey: `${String(value['publicKey'])}\n` }));
    expect((await ring().publicKeys()).map(({ kid }) => kid)).toEqual([value['kid']]);
    expect(notices).toEqual([]);
  });

  test('is ignored without a notice when its name is not the name of a key', async () => {
    for (const name of ['notes.txt', '.lcw-auth.abc.pem', '.lcw-auth.abc.pem.5', 'lcw-auth.abc.pem~']) await entry(name, '{}');
    expect(await ring().publicKeys()).toHaveLength(1);
    expect(notices).toEqual([]);
  });

  test('is skipped when its name cannot be decoded', async () => {
    await entry('lcw-auth.%zz.pem', '{}');
    expect(await ring().publicKeys()).toHaveLength(1);
    expect(notices).toMatchObject([{ code: 'key-entry-skipped', message: expect.stringContaining('lcw-auth:%zz') as string }]);
  });

  test('is used as soon as it is written completely', async () => {
    const { file, value } = await record();
    await writeFile(join(directory, file), JSON.stringify(value).slice(0, 100));
    const keyRing = ring();
    const [replacement] = await keyRing.publicKeys();
    await writeFile(join(directory, file), JSON.stringify(value));
    expect((await keyRing.publicKeys()).map(({ kid }) => kid).toSorted()).toEqual([replacement?.kid, value['kid']].map(String).toSorted());
  });

  test('never stops the ring, for any content', async () => {
    await ring().signingKey();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async (content) => {
        await entry('lcw-auth.junk.pem', content);
        expect(await ring().publicKeys()).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
