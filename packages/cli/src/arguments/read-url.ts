import { UsageError } from '../command.js';

/** Reads a URL from the command line. @throws UsageError */
export function readUrl(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new UsageError(`${option} takes a URL such as https://contoso.com/auth/token.`);
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`${option} takes a URL without a user name and password. Send them in a header instead.`);
  return url;
}

/** Reads an origin from the command line. @throws UsageError */
export function readOrigin(option: string, text: string): string {
  if (URL.canParse(text) && /^https?:[^*]+$/.test(text) && new URL(text).origin === text) return text;
  throw new UsageError(`${option} takes an exact origin such as https://www.contoso.com, without a path or a wildcard.`);
}
