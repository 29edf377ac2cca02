import { createReadStream } from 'node:fs';
import { CommandError } from '../command.js';
import { decodeUtf8, isUtf16 } from './decode-text.js';
import { shorten } from '../terminal/text.js';
import { longestPath, reasonOf } from './reason.js';

// Larger than any key or record. It also limits the input from a device such as /dev/zero.
const longest = 1_000_000;

/**
 * Reads a text file.
 * @throws CommandError that says why the file cannot be read, that it is too large, or that it is UTF-16.
 */
export async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  const name = shorten(file, longestPath);
  if (bytes.length > longest) throw new CommandError(`${name} has more than ${longest.toLocaleString('en')} bytes. Is it the right file?`);
  if (isUtf16(bytes)) throw new CommandError(`${name} is encoded as UTF-16. Save it as UTF-8.`);
  return decodeUtf8(bytes);
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of createReadStream(file, { end: longest }) as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    throw new CommandError(`${shorten(file, longestPath)} cannot be read: ${reasonOf(error)}.`);
  }
}
