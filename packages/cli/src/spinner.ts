import type { Terminal } from './terminal.js';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Turns a spinner on standard error while the work goes on, where that is a terminal. */
export async function withSpinner<T>(terminal: Terminal, label: string, work: () => Promise<T>): Promise<T> {
  if (!terminal.isInteractive) return work();
  let turn = 0;
  const draw = (): void => {
    terminal.write(`\r${frames[turn % frames.length] ?? ''} ${label}`);
    turn += 1;
  };
  draw();
  const timer = setInterval(draw, 80);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    terminal.write('\r\u001B[K');
  }
}
