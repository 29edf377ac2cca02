import type { WidgetErrorCode } from '@lcw-auth/core';
import { errorDescriptions } from './widget-page.js';

/** The error of a chat that could not be opened, or of a call that failed in an open chat. The widget has raised `lcw:error` for it. */
export class ChatError extends Error {
  /** Always 'ChatError'. */
  override readonly name = 'ChatError';
  /** The code in the widget's `lcw:error`. */
  readonly errorCode: WidgetErrorCode;
  /** The cause as text, for developers. The real widget reports only the code. */
  readonly reason: string | null;
  constructor(errorCode: WidgetErrorCode, reason: string | null = null) {
    super(errorDescriptions[errorCode]);
    this.errorCode = errorCode;
    this.reason = reason;
  }
}
