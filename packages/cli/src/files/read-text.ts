import { createReadStream } from 'node:fs';
import { CommandError } from '../command.js';
import { decodeUtf8, isUtf16 } from './decode-text.js';
import { shorten } from '../terminal/text.js';
import { longestInput, readAtMost } from './read-at-most.js';
import { longestPath, reasonOf } from './reason.js';

/**
 * Reads a text file.
 * @throws CommandError that says why the file cannot be read, that it is too large, or that it is UTF-16.
 */
export async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  const name = shorten(file, longestPath);
  if (bytes.length > longestInput)
    throw new CommandError(`${name} has more than ${longestInput.toLocaleString('en')} bytes. Is it the right file?`);
  if (isUtf16(bytes)) throw new CommandError(`${name} is encoded as UTF-16. Save it as UTF-8.`);
  return decodeUtf8(bytes);
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readAtMost(createReadStream(file));
  } catch (error) {
    throw new CommandError(`${shorten(file, longestPath)} cannot be read: ${reasonOf(error)}.`);
  }
}
