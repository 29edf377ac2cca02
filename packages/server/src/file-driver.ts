import type * as fsModule from 'node:fs/promises';
import type * as pathModule from 'node:path';
import type { Driver } from 'unstorage';
import { noticeOnConsole, type OnNotice } from './notice.js';
import { nodeModule } from './runtime.js';

/** Options of `fileDriver`. */
export interface FileDriverOptions {
  /** The folder for the keys. It is made with mode 0700. Keep it out of version control. */
  directory: string;
  /** Told when others on the machine can read the folder or a file. Default: one line on `console.warn`. */
  onNotice?: OnNotice | undefined;
}

const suffix = '.json';

/**
 * An unstorage driver that keeps each entry in a file of mode 0600. An entry is written to a temporary file, flushed and
 * renamed, so that a reader sees the old one or the new one and never a half.
 * @throws Error where there is no file system.
 * @example createStorage({ driver: fileDriver({ directory: '.keys' }) })
 */
export function fileDriver(options: FileDriverOptions): Driver {
  const { fs, path } = fileSystem();
  const { onNotice = noticeOnConsole } = options;
  const directory = path.resolve(options.directory);
  const reported = new Set<string>();
  const fileOf = (key: string): string => path.join(directory, fileName(key));

  function checkMode(target: string, mode: number, wanted: string): void {
    if (process.platform === 'win32' || (mode & 0o077) === 0 || reported.has(target)) return;
    reported.add(target);
    onNotice({
      code: 'keys-readable-by-others',
      message: `${target} is open to other users of this machine. Run: chmod ${wanted} ${JSON.stringify(target)}`,
    });
  }

  async function read(key: string): Promise<string | null> {
    const file = await orNull(fs.open(fileOf(key), 'r'));
    if (!file) return null;
    try {
      checkMode(fileOf(key), (await file.stat()).mode, '600');
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  }

  async function write(key: string, value: string): Promise<void> {
    await fs.mkdir(directory, { recursive: true, mode: 0o700 });
    checkMode(directory, (await fs.stat(directory)).mode, '700');
    const temporary = path.join(directory, `.${fileName(key)}.${crypto.randomUUID()}`);
    try {
      const file = await fs.open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(value);
        await file.sync();
      } finally {
        await file.close();
      }
      await fs.rename(temporary, fileOf(key));
    } catch (error) {
      await fs.rm(temporary, { force: true });
      throw error;
    }
  }

  async function keys(): Promise<string[]> {
    const names = (await orNull(fs.readdir(directory))) ?? [];
    // A leading dot marks a temporary file.
    return names.filter((name) => name.endsWith(suffix) && !name.startsWith('.')).map(keyName);
  }

  return {
    name: 'lcw-auth-files',
    hasItem: async (key) => (await orNull(fs.stat(fileOf(key)))) !== null,
    getItem: read,
    setItem: write,
    removeItem: async (key) => fs.rm(fileOf(key), { force: true }),
    getKeys: keys,
    clear: async () => {
      await Promise.all((await keys()).map(async (key) => fs.rm(fileOf(key), { force: true })));
    },
  };
}

function fileSystem(): { fs: typeof fsModule; path: typeof pathModule } {
  const fs = nodeModule('node:fs/promises');
  const path = nodeModule('node:path');
  if (fs && path) return { fs, path };
  throw new Error('fileDriver: this runtime has no file system. Pass createKeyRing a `storage`: https://unstorage.unjs.io/drivers');
}

// A flat, reversible name that cannot leave the folder: every character but letters, digits, - and _ is escaped, ":" shows as ".".
function fileName(key: string): string {
  return `${encodeURIComponent(key).replaceAll('.', '%2E').replaceAll('*', '%2A').replaceAll('%3A', '.')}${suffix}`;
}

function keyName(file: string): string {
  const escaped = file.slice(0, -suffix.length).replaceAll('.', ':');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return escaped;
  }
}

async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
