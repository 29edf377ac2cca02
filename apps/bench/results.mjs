// Writes apps/bench/RESULTS.md from the steps of `npm run proof`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';

const file = resolve(import.meta.dirname, 'RESULTS.md');

/**
 * Replaces the rows and sections of the steps that ran, and keeps those of the others.
 * @param steps Every step, in the order of the page.
 * @param results The results of the steps that ran.
 */
export function writeResults(steps, results) {
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const when = `${new Date().toISOString().slice(0, 10)} | ${loadavg()[2].toFixed(0)}`;
  const lineOf = ({ name, passed, failed, seconds }) => `| ${name} | ${passed} | ${failed} | ${seconds.toFixed(0)} | ${when} |`;
  const known = new Map([...page.matchAll(/^\| (.+?) \| \d+ \| \d+ \|.*$/gm)].map(([line, name]) => [name, line]));
  const sections = new Map(
    page
      .split(/\n(?=## )/)
      .slice(1)
      .map((section) => [section.slice(3, section.indexOf('\n')), section.trim()]),
  );
  for (const result of results) {
    known.set(result.name, lineOf(result));
    const { fence = '' } = steps.find(({ name }) => name === result.name);
    sections.set(result.name, `## ${result.name}\n\n${`${fence}\n${result.printed.trim()}\n${fence}`.trim()}`);
  }
  const inOrder = (parts, wanted) => wanted.flatMap(({ name }) => parts.get(name) ?? []);
  const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB`;
  writeFileSync(
    file,
    `# Results

Written by \`npm run proof\` on ${machine}. Compare ratios, because times depend on the machine and its load. A step that was not run again keeps its figures. The load is the machine's average in the 15 minutes before the run ended; on a quiet machine it is at most the number of cores.

| step | passed | failed | seconds | date | load |
| --- | --: | --: | --: | --- | --: |
${inOrder(known, steps).join('\n')}

${inOrder(
  sections,
  steps.filter(({ figures }) => figures),
).join('\n\n')}
`,
  );
}
