// Writes what tests/judge.spec.ts found into packages/simulator/CONFORMANCE.md: node write-conformance.mjs results.json CONFORMANCE.md
import { readFileSync, writeFileSync } from 'node:fs';

const [results, page] = process.argv.slice(2);
const verdicts = JSON.parse(readFileSync(results, 'utf8'));
const differences = JSON.parse(readFileSync(new URL('src/judge/differences.json', import.meta.url), 'utf8'));

const describe = ({ chat, tokenRequests, cards }) =>
  [
    `chat ${chat}`,
    `${tokenRequests} token request${tokenRequests === 1 ? '' : 's'}`,
    ...cards.map((card) => `card ${card.visibility}, ${card.decided}`),
  ].join('; ');

const rows = Object.entries(verdicts).map(([id, { simulated, real }]) => {
  const isSame = JSON.stringify(simulated) === JSON.stringify(real);
  return `| ${id} | ${describe(real)} | ${isSame ? 'the same' : describe(simulated)} |`;
});
const reasons = Object.entries(verdicts).flatMap(([id, { simulated, real }]) =>
  JSON.stringify(simulated) === JSON.stringify(real) ? [] : [`- **${id}**: ${differences[id].reason}`],
);
const section = [
  "| scenario | Microsoft's React widget 1.8.3 | the simulated widget |",
  '| --- | --- | --- |',
  ...rows,
  '',
  'The differences, which the closed script layer explains:',
  '',
  ...reasons,
].join('\n');

const start = '<!-- judged:start -->';
const end = '<!-- judged:end -->';
const text = readFileSync(page, 'utf8');
const before = text.slice(0, text.indexOf(start) + start.length);
const after = text.slice(text.indexOf(end));
writeFileSync(page, `${before}\n\n${section}\n\n${after}`);
