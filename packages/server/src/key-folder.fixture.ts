import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { createKeyRing, type KeyRing, type Notice } from './index.js';

// RSA keys take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

export let parent: string;
/** Below `parent`, for each test anew. Nothing stands there yet. */
export let directory: string;
/** What the rings in this folder have said. */
export let notices: Notice[];

/** Call at the top of a test file. */
export function inKeyFolder(): void {
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'lcw-auth-files-'));
    directory = join(parent, 'deep', 'keys');
    notices = [];
  });
  afterEach(async () => {
    await rm(parent, { recursive: true });
  });
}

/** A key ring that keeps its keys in the folder. */
export function ring(): KeyRing {
  return createKeyRing({ directory, onNotice: (notice) => notices.push(notice) });
}
