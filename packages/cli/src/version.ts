import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Reads the version from this package's package.json, which is above `src` and above `dist`. */
export function version(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const found = readVersion(join(folder, 'package.json'));
    if (found !== null) return found;
  }
  return 'unknown';
}

function readVersion(file: string): string | null {
  try {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown; version?: unknown };
    return name === 'lcw-auth' && typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}
