import type * as fsModule from 'node:fs/promises';
import type * as pathModule from 'node:path';
import type { Driver } from 'unstorage';
import { safeNotice, type OnNotice } from '../notice.js';
import { nodeModule } from '../runtime.js';
import { notAKeyFile } from './storage-errors.js';

/** Options of `fileDriver`. */
export interface FileDriverOptions {
  /** The folder of the keys. It is created with mode 0700. Keep it out of version control. */
  directory: string;
  /** Receives a notice when other users of the machine can read the folder or a file. Default: one line on `console.warn`. */
  onNotice?: OnNotice | undefined;
}

// An entry is JSON with a private key as PEM. Development servers such as Vite's serve every file of a project, but no file with
// this ending. Scanners for secrets know it too.
const suffix = '.pem';

// A key takes a few kilobytes. Anything much larger is another program's file.
const largestFile = 1_000_000;

/**
 * Creates an unstorage driver that keeps each entry in a file of mode 0600. An entry is written to a temporary file, synced and
 * renamed, and then the folder is synced. A reader therefore never sees half an entry, and an entry survives a power failure.
 * @throws Error on a runtime without a file system.
 * @example createStorage({ driver: fileDriver({ directory: '.keys' }) })
 */
export function fileDriver(options: FileDriverOptions): Driver {
  const { fs, path } = fileSystem();
  const onNotice = safeNotice(options.onNotice);
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
    // Opening a FIFO without O_NONBLOCK waits for its writer, forever if there is none.
    const file = await orNull(fs.open(fileOf(key), fs.constants.O_RDONLY | fs.constants.O_NONBLOCK));
    if (!file) return null;
    try {
      const stats = await file.stat();
      if (!stats.isFile()) throw unusable(fileOf(key), 'is not a file');
      if (stats.size > largestFile) throw unusable(fileOf(key), 'is larger than any key');
      checkMode(fileOf(key), stats.mode, '600');
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  }

  async function write(key: string, value: string): Promise<void> {
    await fs.mkdir(directory, { recursive: true, mode: 0o700 });
    const temporary = path.join(directory, `.${crypto.randomUUID()}.${fileName(key)}`);
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
    await syncDirectory();
  }

  async function remove(key: string): Promise<void> {
    if ((await orNull(fs.unlink(fileOf(key)))) !== null) await syncDirectory();
  }

  // Without a sync of the folder, a rename or a removal can be lost in a power failure although the file's contents are safe.
  async function syncDirectory(): Promise<void> {
    // Windows cannot open a folder, and its file system keeps the order of such changes itself.
    if (process.platform === 'win32') return;
    const folder = await fs.open(directory, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async function keys(): Promise<string[]> {
    const names = await orNull(fs.readdir(directory));
    if (!names) return [];
    checkMode(directory, (await fs.stat(directory)).mode, '700');
    // A leading dot marks a temporary file.
    return names.filter((name) => name.endsWith(suffix) && !name.startsWith('.')).map(keyName);
  }

  return {
    name: 'lcw-auth-files',
    hasItem: async (key) => (await orNull(fs.stat(fileOf(key)))) !== null,
    getItem: read,
    setItem: write,
    removeItem: remove,
    getKeys: keys,
    clear: async () => {
      await Promise.all((await keys()).map(remove));
    },
  };
}

function fileSystem(): { fs: typeof fsModule; path: typeof pathModule } {
  const fs = nodeModule('node:fs/promises');
  const path = nodeModule('node:path');
  if (fs && path) return { fs, path };
  throw new Error('fileDriver: this runtime has no file system. Pass createKeyRing a `storage`: https://unstorage.unjs.io/drivers');
}

function unusable(file: string, what: string): Error {
  return Object.assign(new Error(`${file} ${what}`), { code: notAKeyFile });
}

// A flat, reversible name that cannot leave the folder: every character except letters, digits, - and _ is escaped, and ":" becomes ".".
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

/** Returns null when the file or folder does not exist. */
async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
