// Writes the verdicts of tests/judge.spec.ts into packages/simulator/CONFORMANCE.md:
// JUDGE_RESULTS=verdicts npx playwright test judge && node write-conformance.mjs verdicts ../../../packages/simulator/CONFORMANCE.md
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { scenarios } from '@lcw-auth/simulator';

const [folder, page] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const differences = read(new URL('src/judge/differences.json', import.meta.url));
const verdicts = scenarios
  .map(({ id }) => ({ id, file: resolve(folder, `${id}.json`) }))
  .filter(({ file }) => existsSync(file))
  .map(({ id, file }) => ({ id, ...read(file) }));

const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
const describe = ({ chat, errors, tokenRequests, providerCalls, cards }) =>
  [
    `chat ${chat}`,
    ...errors.map((code) => `error ${code}`),
    count(tokenRequests, 'token request'),
    ...(cards.length > 0 ? [count(providerCalls, 'provider call')] : []),
    ...cards.map((card) => `card ${card.visibility}, ${card.decided}`),
  ].join('; ');

const isSame = ({ simulated, real }) => JSON.stringify(simulated) === JSON.stringify(real);
const rows = verdicts.map((verdict) => [verdict.id, describe(verdict.real), isSame(verdict) ? 'the same' : describe(verdict.simulated)]);
const head = ['scenario', "Microsoft's React widget 1.8.3", 'the simulated widget'];
const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
const section = [
  line(head),
  line(widths.map((width) => '-'.repeat(width))),
  ...rows.map(line),
  '',
  "The differences. Each comes from Microsoft's script layer, whose source is not public:",
  '',
  ...verdicts.filter((verdict) => !isSame(verdict)).map(({ id }) => `- **${id}**: ${differences[id].reason}`),
].join('\n');

const start = '<!-- judged:start -->';
const end = '<!-- judged:end -->';
const text = readFileSync(page, 'utf8');
const before = text.slice(0, text.indexOf(start) + start.length);
const after = text.slice(text.indexOf(end));
writeFileSync(page, `${before}\n\n${section}\n\n${after}`);
