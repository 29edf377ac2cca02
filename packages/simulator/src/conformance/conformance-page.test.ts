import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pageChecks } from './page-checks.fixture.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const page = readFileSync(at('../../CONFORMANCE.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
  .map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
const tested = rows.filter((cells) => cells.length === 3 && cells[2]?.startsWith('`'));

test('each row names a test that exists', () => {
  const sources = new Map<string, string>();
  const unknown = tested.flatMap(([behaviour = '', , reference = '']) => {
    const [file = '', title = ''] = reference.slice(1, -1).split(' › ');
    const path = at(`../${file}`);
    if (!sources.has(path)) sources.set(path, existsSync(path) ? readFileSync(path, 'utf8') : '');
    const titles = [`'${title.replaceAll("'", String.raw`\'`)}'`, `"${title}"`, `'${title}'`];
    return titles.some((quoted) => sources.get(path)?.includes(quoted)) ? [] : [`${behaviour}: ${reference}`];
  });
  expect(tested.length).toBeGreaterThan(80);
  expect(unknown).toEqual([]);
});

test('each row has a mark that the page explains, or names an option', () => {
  const marks = tested.map(([, mark = '']) => mark);
  expect(marks.filter((mark) => !['documented', 'source', 'measured', 'inferred'].includes(mark) && !/^`\w+`$/.test(mark))).toEqual([]);
});

test('each behaviour has one row', () => {
  const behaviours = tested.map(([behaviour]) => behaviour);
  expect(behaviours.filter((behaviour, index) => behaviours.indexOf(behaviour) !== index)).toEqual([]);
});

test('the page lists the checks for real widgets, in the order in which they run', () => {
  const start = rows.findIndex(([first]) => first === 'check');
  expect(rows.slice(start + 1)).toEqual(pageChecks.map(({ id, behaviour }) => [id, behaviour]));
});
