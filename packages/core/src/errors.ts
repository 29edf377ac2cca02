import type { LiveChatAuthErrorCode } from './error-table.js';
import { firstRows, type ErrorRow } from './first-errors.js';
import type { WidgetErrorCode } from './widget.js';

/** One section for each code. */
const docs = 'https://github.com/lcw-auth/lcw-auth/blob/main/packages/core/ERRORS.md';

/**
 * The library's one error. Switch on `code`; never parse `message`. `liveChatAuthError(code)` of `@lcw-auth/core/errors` makes one.
 * Holds no token, no URL and no text from elsewhere: the detail is ours (a claim's name, a status, a host).
 */
export class LiveChatAuthError extends Error {
  override readonly name = 'LiveChatAuthError';
  readonly code: LiveChatAuthErrorCode;
  /** The widget's own code where it raised the error. */
  readonly widgetErrorCode?: WidgetErrorCode;
  /** Can the same thing work when it is tried again? */
  readonly retryable: boolean;
  /** What to do about it. */
  readonly hint: string;
  readonly docsUrl: string;

  /** @param detail What exactly, in our own words: never text that came from elsewhere. */
  constructor(code: LiveChatAuthErrorCode, [message, hint, retryable = false, widgetErrorCode]: ErrorRow, detail?: string) {
    super(detail ? `${message} (${detail}). ${hint}` : `${message}. ${hint}`);
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
    this.docsUrl = `${docs}#${code}`;
    if (widgetErrorCode) this.widgetErrorCode = widgetErrorCode;
  }
}

/** One of the errors that need no engine. */
export const firstError = (code: keyof typeof firstRows, detail?: string): LiveChatAuthError =>
  new LiveChatAuthError(code, firstRows[code], detail);

/** Is it the library's error? By name, so that another copy of the library counts too. */
export const isLiveChatAuthError = (error: unknown): error is LiveChatAuthError =>
  error instanceof Error && error.name === 'LiveChatAuthError';
