import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { confirm } from './confirm.js';

/** A terminal on which these keys are pressed. */
function keyboard(keys: string): { input: PassThrough; output: PassThrough } {
  const input = new PassThrough();
  input.write(keys);
  return { input, output: new PassThrough() };
}

test.each([
  ['y\r', true],
  ['YES\r', true],
  [' y \r', true],
  ['n\r', false],
  ['\r', false],
  ['yesterday\r', false],
  ['\u0004', false],
])('the keys %j mean %s', async (keys, expected) => {
  expect(await confirm('Write?', { ...keyboard(keys), onInterrupt: () => undefined })).toBe(expected);
});

test('Ctrl+C interrupts the program', async () => {
  const interrupted = new Promise<string>((resolve) => {
    void confirm('Write?', { ...keyboard('\u0003'), onInterrupt: () => resolve('interrupted') });
  });
  expect(await interrupted).toBe('interrupted');
});
