/** Appends the missing lines to a settings file such as `.env.example`. A variable that has another value is not missing. */
export function withLines(text: string | null, lines: readonly string[]): string {
  const present = new Set((text ?? '').split(/\r?\n/).map(keyOf));
  const isMissing = (line: string | undefined): boolean => line !== undefined && !line.startsWith('#') && !present.has(keyOf(line));
  // A comment belongs to the lines below it.
  const missing = lines.filter((line, index) =>
    line.startsWith('#') ? isMissing(lines.slice(index + 1).find((next) => next.startsWith('#') || isMissing(next))) : isMissing(line),
  );
  if (missing.length === 0) return text ?? '';
  const start = text === null || text === '' ? '' : `${text.trimEnd()}\n\n`;
  return `${start}${missing.join('\n')}\n`;
}

const keyOf = (line: string): string => line.split('=')[0]?.trim() ?? '';

/** Adds dependencies to the text of a package.json and keeps its indentation. A dependency that is present keeps its version. */
export function withDependencies(packageJson: string, added: Readonly<Record<string, string>>): string {
  const manifest = JSON.parse(packageJson) as { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };
  const { dependencies = {}, devDependencies = {} } = manifest;
  const missing = Object.entries(added).filter(([name]) => !(name in dependencies || name in devDependencies));
  if (missing.length === 0) return packageJson;
  const all = Object.entries(dependencies).concat(missing);
  const sorted = Object.fromEntries(all.toSorted(([left], [right]) => (left < right ? -1 : 1)));
  const indentation = /^([ \t]+)"/m.exec(packageJson)?.[1] ?? '  ';
  const end = packageJson.endsWith('\n') ? '\n' : '';
  return JSON.stringify({ ...manifest, dependencies: sorted }, null, indentation) + end;
}
