import type { LiveChatAuthError, LiveChatAuthErrorCode } from '../errors.js';
import type { LiveChatAuthOptions } from '../options.js';
import { isDevelopment } from './is-development.js';
import { findUnknownOptions } from './unknown-options.js';

/** Writes the problems that the developer has to solve to the console, each once. Writes nothing in production. */
export interface DevelopmentConsole {
  /** @param thrown What the app's own function threw. Its text is written without tokens and query strings. */
  report(error: LiveChatAuthError, thrown?: unknown): void;
  /** Writes a warning under a code of its own. */
  warn(code: string, message: string): void;
  /** Names options that do not exist. */
  checkOptions(options: LiveChatAuthOptions): void;
}

/** Expected outcomes and failures of the network: nothing in the code is wrong. */
const expected: readonly LiveChatAuthErrorCode[] = ['bot-url-expired', 'token-not-provided'];

export function createDevelopmentConsole(options: () => LiveChatAuthOptions): DevelopmentConsole {
  const written = new Set<string>();
  const isOn = () => isDevelopment() && (options().developmentConsole ?? options().onEvent === undefined);

  function writeOnce(text: string, ...more: unknown[]) {
    if (written.has(text)) return;
    written.add(text);
    console.warn(text, ...more);
  }

  return {
    report({ code, message, docsUrl }, thrown) {
      if (!isOn() || expected.includes(code)) return;
      writeOnce(`[lcw-auth] ${code}: ${message} ${docsUrl}`, ...(thrown instanceof Error ? [redact(thrown.stack ?? String(thrown))] : []));
    },
    warn(code, message) {
      if (isOn()) writeOnce(`[lcw-auth] ${code}: ${message}`);
    },
    checkOptions(given) {
      if (!isOn()) return;
      for (const text of findUnknownOptions(given)) writeOnce(`[lcw-auth] unknown-option: ${text}`);
    },
  };
}

/** Removes everything that looks like a JWT, and all query strings. */
const redact = (text: string): string =>
  text.replace(/[\w-]{6,}\.[\w-]{6,}\.[\w-]*/g, '<token removed>').replace(/\?[^\s)'"]*/g, '?<query removed>');
