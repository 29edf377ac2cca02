import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';

/** Creates an app with these files in a temporary folder. */
export function createApp(dependencies: Record<string, string>, files: Record<string, string> = {}): string {
  const folder = temporaryFolder();
  write(folder, { 'package.json': `${JSON.stringify({ name: 'shop', dependencies }, null, 2)}\n`, 'tsconfig.json': '{}', ...files });
  return folder;
}

/** Writes files into a folder. */
export function write(folder: string, files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** Reads all files of a folder. */
export function readAll(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile());
  return Object.fromEntries(files.toSorted().map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

export const vite = { vite: '^8.0.0' };
export const next = { next: '^16.0.0' };
export const main = `import { createRoot } from 'react-dom/client';
import { App } from './app';

createRoot(document.getElementById('root')!).render(<App />);
`;
export const layout = `export default function Layout({ children }) {
  return <body>{children}</body>;
}
`;
