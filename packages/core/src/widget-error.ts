import { liveChatAuthError } from './error-of.js';
import { errorCodes, table } from './error-table.js';
import type { LiveChatAuthError } from './errors.js';
import type { ErrorRow } from './first-errors.js';

/** The error for one of the widget's codes; 'widget-error' for one that is not documented. */
function fromWidgetErrorCode(widgetErrorCode: unknown): LiveChatAuthError {
  const code = errorCodes.find((each) => widgetErrorCode !== undefined && (table[each] as ErrorRow)[3] === widgetErrorCode);
  return liveChatAuthError(code ?? 'widget-error');
}

/**
 * The error for the detail of a `lcw:error`: untrusted, maybe null. On its named-function path v1 raises the event with
 * a raw Error: without a function of ours on the page that function is what is missing, else it failed.
 */
export function fromWidgetError(detail: unknown, hasClientFunction: boolean): LiveChatAuthError {
  if (detail instanceof Error) return liveChatAuthError(hasClientFunction ? 'token-provider-failed' : 'client-function-missing');
  return fromWidgetErrorCode((detail as { errorCode?: unknown } | null)?.errorCode);
}
