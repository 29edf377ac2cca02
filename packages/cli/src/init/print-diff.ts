import { createTwoFilesPatch } from 'diff';
import type { Terminal } from '../terminal/terminal.js';
import { styled, type Text } from '../terminal/text.js';
import type { FileChange } from './change.js';

/** Prints a change as a unified diff. */
export function printDiff({ file, before, after }: FileChange, terminal: Terminal): void {
  const patch = createTwoFilesPatch(before === null ? '/dev/null' : `a/${file}`, `b/${file}`, before ?? '', after, undefined, undefined, {
    context: 3,
  });
  // The first line is only a separator.
  for (const line of patch.trimEnd().split(/\r?\n/).slice(1)) terminal.out(inColour(line.replaceAll('\t', '  ')));
  terminal.out();
}

function inColour(line: string): Text {
  if (line.startsWith('+++') || line.startsWith('---')) return styled('bold', line);
  if (line.startsWith('+')) return styled('green', line);
  if (line.startsWith('-')) return styled('red', line);
  return line.startsWith('@@') ? styled('cyan', line) : line;
}
