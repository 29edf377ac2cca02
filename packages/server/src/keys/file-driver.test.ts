import { chmod, mkdir, open, readdir, readlink, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createStorage } from 'unstorage';
import { describe, expect, test, vi } from 'vitest';
import { fileDriver } from '../index.js';
import { directory, inKeyFolder, notices, parent, ring } from './key-folder.fixture.js';

inKeyFolder();

describe('keys in files', () => {
  test('are stored in a folder of mode 0700, in files of mode 0600, without temporary files', async () => {
    const { kid } = await ring().signingKey();
    expect(await readdir(directory)).toEqual([`lcw-auth.${kid}.pem`]);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, `lcw-auth.${kid}.pem`))).mode & 0o777).toBe(0o600);
    expect(notices).toEqual([]);
  });

  test('are found again after a restart', async () => {
    const { kid } = await ring().signingKey();
    expect((await ring().signingKey()).kid).toBe(kid);
  });

  test('that other users can read are used, and a notice says what to run', async () => {
    const { kid } = await ring().signingKey();
    await chmod(join(directory, `lcw-auth.${kid}.pem`), 0o644);
    await ring().signingKey();
    expect(notices).toMatchObject([{ code: 'keys-readable-by-others' }]);
    expect(notices[0]?.message).toContain(`chmod 600 "${join(directory, `lcw-auth.${kid}.pem`)}"`);
    await ring().signingKey();
    expect(notices).toHaveLength(2);
  });

  test('cause no notice on Windows, which has no such modes', async () => {
    const { kid } = await ring().signingKey();
    await chmod(join(directory, `lcw-auth.${kid}.pem`), 0o644);
    vi.stubGlobal('process', Object.create(process, { platform: { value: 'win32' } }));
    await ring()
      .signingKey()
      .finally(() => vi.unstubAllGlobals());
    expect(notices).toEqual([]);
  });

  test('need a file system, and without one the error asks for a storage', () => {
    vi.stubGlobal('process', {});
    try {
      expect(() => ring()).toThrow('this runtime has no file system. Pass createKeyRing a `storage`');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('in a folder that other users can read cause a notice too', async () => {
    await mkdir(directory, { recursive: true, mode: 0o755 });
    await chmod(directory, 0o755);
    await ring().signingKey();
    expect(notices.map(({ message }) => message)).toEqual([expect.stringContaining(`chmod 700 "${directory}"`)]);
  });
});

test('a folder that other users can read is reported by a ring that only reads', async () => {
  const { kid } = await ring().signingKey();
  await chmod(directory, 0o755);
  expect((await ring().signingKey()).kid).toBe(kid);
  expect(notices.map(({ message }) => message)).toEqual([expect.stringContaining(`chmod 700 "${directory}"`)]);
});

describe.skipIf(process.platform === 'win32')('before a key signs', () => {
  test('its file and then the folder are synced to the disk', async () => {
    const probe = await open(parent, 'r');
    const sync = vi.spyOn(Object.getPrototypeOf(probe) as FileHandle, 'sync');
    const synced: boolean[] = [];
    sync.mockImplementation(async function (this: FileHandle) {
      synced.push((await this.stat()).isDirectory());
    });
    await ring().signingKey();
    sync.mockRestore();
    await probe.close();
    expect(synced).toEqual([false, true]);
  });
});

describe('the driver under unstorage', () => {
  test('keeps an entry of any name in the folder and returns it', async () => {
    const storage = createStorage({ driver: fileDriver({ directory }) });
    const names = ['a', 'a:b', 'a.b', 'A%2Fb', 'ü:ñ', 'a*b', '-x_y'];
    for (const name of names) await storage.setItem(name, { name });
    expect((await storage.getKeys()).toSorted()).toEqual(names.toSorted());
    for (const name of names) expect(await storage.getItem(name)).toEqual({ name });
    expect(await readdir(directory)).toHaveLength(names.length);
    expect(await readdir(parent)).toEqual(['deep']);
  });

  test('reports whether an entry exists, removes it, and clears all entries', async () => {
    const storage = createStorage({ driver: fileDriver({ directory }) });
    expect(await storage.getKeys()).toEqual([]);
    expect(await storage.getItem('a')).toBeNull();
    await storage.setItem('a', 1);
    await storage.setItem('b', 2);
    expect(await storage.hasItem('a')).toBe(true);
    await storage.removeItem('a');
    await storage.removeItem('a');
    expect(await storage.hasItem('a')).toBe(false);
    await storage.clear();
    expect(await storage.getKeys()).toEqual([]);
  });

  test('fails when the folder is a file, instead of finding no keys', async () => {
    await writeFile(join(parent, 'deep'), '');
    const storage = createStorage({ driver: fileDriver({ directory }) });
    await expect(storage.getKeys()).rejects.toThrow('ENOTDIR');
    await expect(storage.getItem('a')).rejects.toThrow('ENOTDIR');
  });

  test.runIf(process.platform === 'linux')('keeps no file open', async () => {
    const storage = createStorage({ driver: fileDriver({ directory }) });
    await storage.setItem('a', 1);
    await storage.getItem('a');
    const open = await Promise.all((await readdir('/proc/self/fd')).map(async (fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
    expect(open.filter((file) => file.startsWith(parent))).toEqual([]);
  });

  test('leaves no temporary file behind when it cannot write', async () => {
    const storage = createStorage({ driver: fileDriver({ directory }) });
    await mkdir(join(directory, 'a.pem', 'full'), { recursive: true, mode: 0o700 });
    await expect(storage.setItem('a', 1)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(await readdir(directory)).toEqual(['a.pem']);
  });

  test('never shows a half-written entry while it is written again and again', async () => {
    const storage = createStorage({ driver: fileDriver({ directory }) });
    const long = 'x'.repeat(200_000);
    await storage.setItem('entry', { n: 0, long });
    const write = async (): Promise<void> => {
      for (let n = 1; n <= 40; n += 1) await storage.setItem('entry', { n, long });
    };
    const read = async (): Promise<void> => {
      for (let n = 1; n <= 120; n += 1) expect(await storage.getItem('entry')).toMatchObject({ long });
    };
    await Promise.all([write(), read()]);
  });
});
