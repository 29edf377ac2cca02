import { chmod, chown, stat, symlink, writeFile } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';
import { parent } from './key-folder.fixture.js';

const isRoot = process.geteuid?.() === 0;
/** False on Windows, and for root in a worker thread (as under Stryker), which cannot change its user. */
export const hasUserRights = process.platform !== 'win32' && (!isRoot || isMainThread);
/** The id of a user without rights on most systems. */
const otherUser = 65_534;

/** Runs `work` as a user who may not read the files of root. When the tests run as root, the process changes its user for that time. */
export async function withoutRootRights(work: () => Promise<void>): Promise<void> {
  if (!isRoot) return work();
  await chown(parent, otherUser, otherUser);
  process.seteuid?.(otherUser);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Adds a file to the key folder. The file belongs to root, and only root can read it. */
export async function addFileOfRoot(path: string): Promise<void> {
  // Without the rights of root a test cannot create such a file, so it creates a link to a file of the system.
  if (isRoot) await asRoot(async () => writeFile(path, '{}', { mode: 0o600 }));
  else await symlink(await unreadableSystemFile(), path);
}

/** Takes away the right to read a file. */
export async function giveToRoot(path: string): Promise<void> {
  if (isRoot) await asRoot(async () => chown(path, 0, 0));
  else await chmod(path, 0);
}

async function asRoot(work: () => Promise<void>): Promise<void> {
  process.seteuid?.(0);
  try {
    await work();
  } finally {
    process.seteuid?.(otherUser);
  }
}

async function unreadableSystemFile(): Promise<string> {
  for (const file of ['/etc/shadow', '/etc/master.passwd', '/etc/sudoers']) {
    const stats = await stat(file).catch(() => null);
    if (stats?.uid === 0 && (stats.mode & 0o004) === 0) return file;
  }
  throw new Error('This system has no file that only root can read.');
}
