import { table, type LiveChatAuthErrorCode } from './error-table.js';
import { LiveChatAuthError } from './errors.js';

/**
 * The error for a code, as the library itself raises it; for stories and tests of your own.
 * @param detail What exactly, in our own words: never text that came from elsewhere.
 */
export const liveChatAuthError = (code: LiveChatAuthErrorCode, detail?: string): LiveChatAuthError =>
  new LiveChatAuthError(code, table[code], detail);
