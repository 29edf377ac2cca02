import type { Terminal } from '../terminal/terminal.js';
import { shorten, styled, type Style } from '../terminal/text.js';
import type { Finding } from './finding.js';

const marks: Record<Finding['status'], { mark: string; style: Style }> = {
  pass: { mark: '✓', style: 'green' },
  warn: { mark: '!', style: 'yellow' },
  fail: { mark: '✗', style: 'red' },
  skip: { mark: '-', style: 'gray' },
};

const checkWidth = 22;

/** Prints one line for each check, and a second line for its fix. */
export function printFindings(findings: readonly Finding[], terminal: Terminal): void {
  for (const { check, status, detail, fix } of findings) {
    const { mark, style } = marks[status];
    terminal.out(styled(style, mark), ` ${check.padEnd(checkWidth)} ${shorten(detail)}`);
    if (fix !== undefined) terminal.out(' '.repeat(checkWidth + 3), styled('cyan', `Fix: ${fix}`));
  }
}
