// Counts what Stryker found, and holds survivors.md to it: each survivor has its explanation, each explanation its survivor.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../install.mjs';

const page = '.ci/mutation/survivors.md';

/** `{ score, summary, problems }` of a package's report, and of the one on what runs at import where there is one. */
export function judge(name, reportFile, importReportFile) {
  const atImport = new Map(importReportFile ? mutantsIn(importReportFile).map((mutant) => [mutant.key, mutant]) : []);
  const found = mutantsIn(reportFile).map((mutant) => (isUndecided(mutant) ? (atImport.get(mutant.key) ?? mutant) : mutant));
  const count = (...statuses) => found.filter(({ status }) => statuses.includes(status)).length;
  const [killed, timeouts] = [count('Killed'), count('Timeout')];
  const survivors = found.filter(isAlive);
  const valid = killed + timeouts + survivors.length;
  const score = (100 * (killed + timeouts)) / valid;

  const explained = new Set(explanations().filter((id) => id.startsWith(`packages/${name}/`)));
  const alive = new Set(survivors.map(({ id }) => id));
  const problems = [
    ...survivors.filter(({ id }) => !explained.has(id)).map(({ id, line }) => `not explained (line ${line}): ${id}`),
    ...[...explained].filter((id) => !alive.has(id)).map((id) => `explained, but no survivor: ${id}`),
  ];
  const summary = `${score.toFixed(1)} percent of ${valid} mutants: ${killed} killed, ${timeouts} timed out, ${survivors.length} survived`;
  return { score, summary, problems };
}

/** Lines, as Stryker's `mutate` takes them, with survivors that run at import: only tests that import them once more have met those. */
export function undecidedIn(reportFile) {
  const lines = mutantsIn(reportFile)
    .filter(isUndecided)
    .map(({ file, line, lastLine }) => `${file}:${line}-${lastLine}`);
  return [...new Set(lines)];
}

const isAlive = ({ status }) => status === 'Survived' || status === 'NoCoverage';
const isUndecided = (mutant) => mutant.isStatic && isAlive(mutant);

function mutantsIn(reportFile) {
  const { files } = JSON.parse(readFileSync(reportFile, 'utf8'));
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => {
      const { start, end } = mutant.location;
      const key = [file, start.line, start.column, end.line, end.column, mutant.replacement].join(' ');
      const { status, static: isStatic } = mutant;
      return { file, status, isStatic, line: start.line, lastLine: end.line, key, id: idOf(file, source, mutant) };
    }),
  );
}

/** What stands in a survivor's row before its explanation; several mutants that read the same share a row. */
function idOf(file, source, { location, replacement }) {
  const lines = source.split('\n').slice(location.start.line - 1, location.end.line);
  lines.push(lines.pop().slice(0, location.end.column - 1));
  lines[0] = lines[0].slice(location.start.column - 1);
  return `${file} ${short(lines.join(' '))} → ${short(replacement)}`;
}

const short = (code) => code.replaceAll(/\s+/g, ' ').replaceAll('`', "'").slice(0, 70).trim() || 'nothing';

/** Rows read "- `code` → `mutated`: why", each below the heading that names its file. */
function explanations() {
  let file = '';
  return readFileSync(resolve(root, page), 'utf8')
    .split('\n')
    .flatMap((line) => {
      file = /^### (\S+)/.exec(line)?.[1] ?? file;
      const [, code, mutated] = /^- `([^`]+)` → `([^`]+)`: \S/.exec(line) ?? [];
      return code === undefined ? [] : [`${file} ${code} → ${mutated}`];
    });
}
