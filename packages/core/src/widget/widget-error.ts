import { errorCodeOfWidget, LiveChatAuthError, type AuthTokenWarning } from '../errors.js';

/**
 * Returns the error for the detail of `lcw:error`: untrusted input, possibly null. On its named-function path v1 raises
 * the event with a raw Error: without a function of ours on the page the function is missing, otherwise it failed.
 * @param warnings What Omnichannel may have rejected the held token for.
 */
export function readWidgetError(detail: unknown, hasClientFunction: boolean, warnings: readonly AuthTokenWarning[]): LiveChatAuthError {
  if (detail instanceof Error) return new LiveChatAuthError(hasClientFunction ? 'token-provider-failed' : 'client-function-missing');
  const { errorCode, errorDescription } = (detail ?? {}) as { errorCode?: unknown; errorDescription?: unknown };
  const code = errorCodeOfWidget(errorCode);
  if (code === 'token-rejected') return new LiveChatAuthError(code, {}, warnings);
  if (code === 'client-function-missing') return new LiveChatAuthError(code, { clientFunction: functionNameIn(errorDescription) });
  return new LiveChatAuthError(code);
}

/** The widget's text may name the function. Only a dotted path is taken from it. */
const functionNameIn = (text: unknown): string | undefined =>
  typeof text === 'string' ? /\b[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+\b/.exec(text.slice(0, 500))?.[0] : undefined;
