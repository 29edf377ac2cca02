import { CommandError, UsageError, type CommandInput } from '../command.js';
import { decodeUtf8, isUtf16 } from '../files/decode-text.js';
import type { Terminal } from '../terminal/terminal.js';

/** A token's readable parts. */
export interface TokenParts {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
}

/**
 * Reads the token from the command's argument or from standard input.
 * @throws UsageError when there is none.
 * @throws CommandError when standard input is UTF-16.
 */
export async function readTokenInput(input: CommandInput, terminal: Terminal): Promise<string> {
  const given = input.argument === undefined || input.argument === '-' ? await readInput(terminal) : input.argument;
  const text = given.trim();
  if (text === '') throw new UsageError('There is no token. Pass it as the argument or through a pipe.');
  return text.replace(/^Bearer\s+/i, '').replace(/^"(.*)"$/, '$1');
}

async function readInput(terminal: Terminal): Promise<string> {
  const bytes = (await terminal.readInput()) ?? new Uint8Array();
  if (isUtf16(bytes)) throw new CommandError('Standard input is encoded as UTF-16. Save the token as UTF-8.');
  return decodeUtf8(bytes);
}

/** Decodes a token's header and claims. @throws CommandError that describes the problem without quoting the token. */
export function readToken(token: string): TokenParts {
  const parts = token.split('.');
  if (parts.length === 5)
    throw new CommandError('This is an encrypted token (JWE). Omnichannel accepts signed tokens only (JWS with RS256).');
  const [header, payload] = parts;
  if (parts.length !== 3) throw new CommandError(`A token has three parts, separated by dots. This token has ${parts.length}.`);
  return { header: readPart('header', header), payload: readPart('claims', payload) };
}

function readPart(name: string, part = ''): Record<string, unknown> {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) throw new CommandError(`The token's ${name} part is not base64url.`);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // The message of the JSON parser would quote the token.
  }
  throw new CommandError(`The token's ${name} part is not a JSON object.`);
}
