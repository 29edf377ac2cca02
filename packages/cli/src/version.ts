import { readFileSync } from 'node:fs';

/** The version in the nearest package.json that is ours: beside `src` as beside `dist`. */
export function version(): string {
  for (let folder = new URL('./', import.meta.url); folder.pathname !== '/'; folder = new URL('../', folder)) {
    const found = read(new URL('package.json', folder));
    if (found !== null) return found;
  }
  return 'unknown';
}

function read(file: URL): string | null {
  try {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown; version?: unknown };
    return name === 'lcw-auth' && typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}
