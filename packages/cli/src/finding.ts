import { safe } from './safe-text.js';
import type { Color, Terminal } from './terminal.js';

/** What one check found. */
export interface Finding {
  /** The check's stable name, for scripts. */
  check: string;
  status: 'pass' | 'warn' | 'fail' | 'skip';
  /** What was seen, in one sentence. It holds no token and no key. */
  detail: string;
  /** What to do about it. */
  fix?: string;
}

const marks: Record<Finding['status'], { mark: string; color: Color }> = {
  pass: { mark: '✓', color: 'green' },
  warn: { mark: '!', color: 'yellow' },
  fail: { mark: '✗', color: 'red' },
  skip: { mark: '-', color: 'gray' },
};

/** One line for a check, and one for its fix. */
export function printFinding({ check, status, detail, fix }: Finding, terminal: Terminal): void {
  const { mark, color } = marks[status];
  terminal.out(`${terminal.paint(color, mark)} ${check.padEnd(22)} ${safe(detail)}`);
  if (fix !== undefined) terminal.out(`  ${''.padEnd(22)} ${terminal.paint('cyan', `Fix: ${safe(fix)}`)}`);
}

/** A check that is met. */
export const pass = (check: string, detail: string): Finding => ({ check, status: 'pass', detail });

/** A check that Omnichannel's acceptance does not hang on, but somebody's chats may. */
export const warn = (check: string, detail: string, fix: string): Finding => ({ check, status: 'warn', detail, fix });

/** A check that is not met. */
export const fail = (check: string, detail: string, fix: string): Finding => ({ check, status: 'fail', detail, fix });

/** A check that could not be made. */
export const skip = (check: string, detail: string): Finding => ({ check, status: 'skip', detail });
