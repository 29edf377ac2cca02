import type { FileChange } from './change.js';
import { findSnippets, type Snippet } from './find-snippets.js';

/** The pieces of Microsoft's sample code that were found, and the edits that remove them. */
export interface Migration {
  changes: FileChange[];
  /** The code that the developer must remove manually. */
  steps: string[];
  /** The URL from which the page fetches its token today; null when it is not known. */
  tokenUrl: string | null;
  /** The URL from which the page fetches the bot's token today; null when it is not known. */
  botTokenUrl: string | null;
}

const names: Record<Snippet['kind'], string> = {
  'auth-token': 'setAuthTokenProvider',
  'bot-token': 'setBotAuthTokenProvider',
  'client-function': 'auth.getAuthenticationToken',
};

/** Removes Microsoft's sample code from source files, because the provider of lcw-auth replaces it. */
export function migrate(files: readonly { file: string; text: string }[]): Migration {
  const migration: Migration = { changes: [], steps: [], tokenUrl: null, botTokenUrl: null };
  for (const { file, text } of files) {
    const snippets = findSnippets(text, file);
    for (const { kind, line, range, url } of snippets) {
      if (kind === 'bot-token') migration.botTokenUrl ??= url;
      else migration.tokenUrl ??= url;
      if (range === null) migration.steps.push(`Remove ${names[kind]} from ${file}, line ${line}: lcw-auth replaces it.`);
    }
    const after = removeRanges(
      text,
      snippets.flatMap(({ range }) => (range ? [range] : [])),
    );
    if (after !== text) migration.changes.push({ file, before: text, after });
  }
  return migration;
}

const replacement = '// lcw-auth supplies the token now.';

function removeRanges(text: string, ranges: readonly { start: number; end: number }[]): string {
  return ranges
    .toSorted((left, right) => right.start - left.start)
    .reduce((result, { start, end }) => result.slice(0, start) + replacement + result.slice(end), text);
}
