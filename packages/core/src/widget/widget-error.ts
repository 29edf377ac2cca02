import { errorCodeOfWidget, LiveChatAuthError, type AuthTokenWarning } from '../errors.js';

/**
 * Returns the error for the detail of `lcw:error`, which is untrusted input and may be null. When v1 calls the client
 * function and that fails, the detail is an Error object. If this library installed the function, it failed; otherwise it is missing.
 * @param warnings Reasons for which Omnichannel may have rejected the held token.
 */
export function readWidgetError(detail: unknown, hasClientFunction: boolean, warnings: readonly AuthTokenWarning[]): LiveChatAuthError {
  if (detail instanceof Error) return new LiveChatAuthError(hasClientFunction ? 'token-provider-failed' : 'client-function-missing');
  const { errorCode, errorDescription } = (detail ?? {}) as { errorCode?: unknown; errorDescription?: unknown };
  const code = errorCodeOfWidget(errorCode);
  if (code === 'token-rejected') return new LiveChatAuthError(code, {}, warnings);
  if (code === 'client-function-missing') return new LiveChatAuthError(code, { clientFunction: functionNameIn(errorDescription) });
  return new LiveChatAuthError(code);
}

/** Finds the function's name in the widget's text. Accepts only a dotted path. */
const functionNameIn = (text: unknown): string | undefined =>
  typeof text === 'string' ? /\b[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+\b/.exec(text.slice(0, 500))?.[0] : undefined;
