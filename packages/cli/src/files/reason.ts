/** The number of characters of a path that a message shows, so that the reason after the path stays visible. */
export const longestPath = 200;

const reasons: Record<string, string> = {
  EACCES: 'access is denied',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  ELOOP: 'a link in its path leads to itself',
  ENAMETOOLONG: 'the path is too long',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'access is denied',
  EROFS: 'the disk is read-only',
  ERR_INVALID_ARG_VALUE: 'this is not a valid path',
};

/**
 * Returns the reason why the file system, or a key storage on top of it, failed. Uses the error's code only, because its
 * message may contain a secret.
 */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? (code || 'the reason is unknown');
}

/** The code of an error, e.g. `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
