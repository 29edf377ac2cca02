import type { Terminal } from './terminal.js';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Shows a spinner on standard error during the work, if standard error is a terminal. */
export async function withSpinner<T>(terminal: Terminal, label: string, work: () => Promise<T>): Promise<T> {
  if (!terminal.isInteractive) return work();
  let turn = 0;
  const draw = (): void => {
    terminal.draw(`\r${frames[turn % frames.length] ?? ''} ${label}`);
    turn += 1;
  };
  draw();
  const timer = setInterval(draw, 80);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    terminal.draw('\r\u001B[K');
  }
}
