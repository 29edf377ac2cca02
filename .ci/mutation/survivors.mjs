// Counts what Stryker found, and holds survivors.md to it: each survivor has its explanation, each explanation its survivor.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../install.mjs';

const page = '.ci/mutation/survivors.md';

/** `{ score, summary, problems }` of a package's report. */
export function judge(name, reportFile) {
  const { files } = JSON.parse(readFileSync(reportFile, 'utf8'));
  const found = Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ status: mutant.status, line: mutant.location.start.line, id: idOf(file, source, mutant), file })),
  );
  const count = (...statuses) => found.filter(({ status }) => statuses.includes(status)).length;
  const [killed, timeouts] = [count('Killed'), count('Timeout')];
  const survivors = found.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
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
