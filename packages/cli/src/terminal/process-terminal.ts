import { readAtMost } from '../files/read-at-most.js';
import { reasonOf } from '../files/reason.js';
import { confirm } from './confirm.js';
import { createTerminal, type Terminal } from './terminal.js';

/** Creates the terminal of this process. */
export function processTerminal(): Terminal {
  watchOutput();
  const showsStyles = (stream: NodeJS.WriteStream): boolean => stream.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return createTerminal({
    writeOut: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    isOutStyled: showsStyles(process.stdout),
    isErrorStyled: showsStyles(process.stderr),
    isInteractive: process.stderr.isTTY,
    readInput: async () => (process.stdin.isTTY ? null : readAtMost(process.stdin)),
    confirm: async (question) =>
      process.stdin.isTTY ? confirm(question, { input: process.stdin, output: process.stderr, onInterrupt: interrupt }) : null,
    environment: process.env,
    untilStopped,
  });
}

/** Handles the errors of the output streams, so that they do not end the process with a stack trace. */
function watchOutput(): void {
  let isResultLost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` closes the pipe early. The command's exit code does not change.
    if (error.code === 'EPIPE' || isResultLost) return;
    isResultLost = true;
    process.stderr.write(`Standard output cannot be written: ${reasonOf(error)}.\n`);
  });
  process.stderr.on('error', () => undefined);
  process.once('exit', () => {
    if (isResultLost) process.exitCode ||= 1;
  });
}

/** Ends the process as Ctrl+C does. */
function interrupt(): void {
  process.kill(process.pid, 'SIGINT');
}

async function untilStopped(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      // A second signal ends the process immediately.
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
