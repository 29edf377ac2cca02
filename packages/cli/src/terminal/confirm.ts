import { createInterface } from 'node:readline/promises';

/** The streams of a question. */
export interface ConfirmStreams {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** Called at Ctrl+C, which the prompt reads as a key. It must end the program. */
  onInterrupt(): void;
}

/** Asks a question on a terminal. Returns true for "y" or "yes", and false for any other answer and for Ctrl+D. */
export async function confirm(question: string, { input, output, onInterrupt }: ConfirmStreams): Promise<boolean> {
  const prompt = createInterface({ input, output, terminal: true });
  prompt.once('SIGINT', onInterrupt);
  try {
    const answer = await prompt.question(`${question} [y/N] `);
    return /^y(?:es)?$/i.test(answer.trim());
  } catch {
    // Ctrl+D ends the input without an answer.
    return false;
  } finally {
    prompt.close();
  }
}
