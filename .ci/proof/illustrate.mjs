// The pictures of the results' page, drawn from its own tables: the page and they cannot disagree.
import { bars } from './bars.mjs';

const oneBarARow = (rows) =>
  rows.map(([label, middle]) => ({ label, value: Number(middle), shown: middle, isOurs: label.startsWith('lcw-auth') }));
/** Cells are "median (slowest)". */
const oneBarACell = (rows) =>
  rows.flatMap(([after, ...cells]) =>
    cells.map((cell, index) => ({
      label: `${after}: ${['the POST alone, by hand', 'lcw-auth, warm token', 'lcw-auth, cold token'][index]}`,
      value: Number.parseFloat(cell),
      shown: cell.split(' ')[0],
      isOurs: index > 0,
      startsGroup: index === 0,
    })),
  );

const illustrations = [
  { table: 'Mount of 1000 consumers, ms', file: 'results-mount.svg', note: 'Shorter is better; medians.', toBars: oneBarARow },
  {
    table: 'From lcw:ready to registration with a token in hand, µs',
    file: 'results-registration.svg',
    note: 'Shorter is better; medians.',
    toBars: oneBarARow,
  },
  {
    table: 'From card to callback, ms',
    file: 'results-card.svg',
    note: 'Medians, by what the token service takes.',
    toBars: oneBarACell,
    limit: { at: 900, label: 'by 900 ms the widget hides the card' },
  },
];

/** @returns The page with its pictures above their tables, and the pictures as [file name, SVG]. */
export function illustrate(page) {
  let text = page;
  const pictures = [];
  for (const { table, file, note, toBars, limit } of illustrations) {
    const rows = rowsBelow(page, table);
    if (rows.length === 0) continue;
    pictures.push([file, bars({ title: table, note, rows: toBars(rows), limit })]);
    const picture = `![${table}: the table below as bars](${file})`;
    if (!text.includes(picture)) text = text.replace(`### ${table}\n`, `### ${table}\n\n${picture}\n`);
  }
  return { text, pictures };
}

/** The cells of the table below a heading, without its head. */
function rowsBelow(page, heading) {
  const [, below = ''] = page.split(`### ${heading}\n`);
  const lines = below.split(/\n#/)[0].split('\n');
  const table = lines.filter((line) => line.startsWith('|')).slice(2);
  return table.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
