import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './packed.js';

const policy = readFileSync(resolve(root, '.github/SECURITY.md'), 'utf8');
const rows = [...policy.matchAll(/^\|[^|]*\| `([^`]+)`\s*\| (.+?)\s*\|$/gm)].map(([, file = '', name = '']) => ({ file, name }));

it('every test that SECURITY.md names exists', () => {
  expect(rows).not.toEqual([]);
  const missing = rows.filter(
    ({ file, name }) => !existsSync(resolve(root, file)) || !readFileSync(resolve(root, file), 'utf8').includes(name),
  );
  expect(missing).toEqual([]);
});
