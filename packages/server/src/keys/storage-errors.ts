import { withTimeLimit } from '../time-limit.js';

/** The code of an entry that exists but is no regular file, or is far larger than a key. */
export const notAKeyFile = 'NOT_A_KEY_FILE';

// A storage client may try to reconnect forever. The widget waits at most 10 seconds for a token.
const timeLimit = 3_000;

// Codes that concern one entry and not the storage: a folder, a symbolic link that leads to itself, a file of another user, and in
// Redis a value of another type.
const entryCodes = [notAKeyFile, 'EISDIR', 'ELOOP', 'EACCES', 'EPERM', 'ENXIO', 'WRONGTYPE'];

/** True when an error concerns one entry, so that the other entries can still be used. */
export function isUnusableEntry(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && entryCodes.includes(String(error.code));
}

/**
 * Runs a storage operation with a time limit of three seconds.
 * @throws Error without the text of the storage's own error, which may quote a private key.
 */
export async function withStorageLimits<T>(work: () => Promise<T>): Promise<T> {
  return withTimeLimit(
    async () => withSafeErrors(work),
    timeLimit,
    () => new Error(`The key storage did not answer within ${timeLimit} ms.`),
  );
}

const isWord = (value: unknown) => typeof value === 'string' && /^\w{1,60}$/.test(value);

// Errors of storages quote the failed command, which contains the key. Only the parts of an error that contain no data are kept.
async function withSafeErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, code, syscall, message } = Object(error) as Record<string, unknown>;
    const words = [name, codeOf(code, message)].filter(isWord);
    // An error of the system consists of a code, a call and a path.
    const reason = typeof syscall === 'string' || code === notAKeyFile ? String(message) : words.join(' ');
    const safeCode = codeOf(code, message);
    throw Object.assign(new Error(`The key storage failed${reason && ': '}${reason || '.'}`), isWord(safeCode) && { code: safeCode });
  }
}

// ioredis puts the code of an answer at the start of its message.
function codeOf(code: unknown, message: unknown): unknown {
  return code ?? /^WRONGTYPE\b/.exec(String(message))?.[0];
}
