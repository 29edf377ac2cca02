import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createKeyRing, type KeyRing, type Notice } from '../index.js';
import { shareRsaKeys } from './shared-keys.fixture.js';

export let parent: string;
/** A folder below `parent`, new for each test. It does not exist yet. */
export let directory: string;
/** The notices of the rings in this folder. */
export let notices: Notice[];

/** Prepares the folder for every test of the file that calls this. The tests share RSA keys. */
export function inKeyFolder(): void {
  shareRsaKeys();
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'lcw-auth-files-'));
    directory = join(parent, 'deep', 'keys');
    notices = [];
  });
  afterEach(async () => {
    await rm(parent, { recursive: true });
  });
}

/** Creates a key ring that keeps its keys in the folder. */
export function ring(): KeyRing {
  return createKeyRing({ directory, onNotice: (notice) => notices.push(notice) });
}
