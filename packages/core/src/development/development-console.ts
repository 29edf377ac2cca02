import type { LiveChatAuthErrorCode } from '../errors.js';
import type { EventDetail, Problem } from '../events.js';
import type { LiveChatAuthOptions } from '../options.js';
import { findUnknownOptions } from './unknown-options.js';

/** Writes each problem that the developer must solve to the console once. Production builds do not contain it. */
export interface DevelopmentConsole {
  /** Writes what an event says about the app, its token endpoint or the page. */
  observe(event: EventDetail): void;
  /** Writes a problem, unless it can occur in a correct app. */
  report(problem: Problem): void;
  /** Reports options that do not exist, and a `userId` that stays undefined. Call it when the client connects. */
  start(isUserUnknown: () => boolean, signal: AbortSignal): void;
}

/** Codes that can occur in a correct app. */
const expected: readonly LiveChatAuthErrorCode[] = ['bot-url-expired', 'token-not-provided'];
/** How long a session may load before it is reported, in milliseconds. The widget waits this long. */
const longestLoading = 10_000;

export function createDevelopmentConsole(options: () => LiveChatAuthOptions): DevelopmentConsole {
  const written = new Set<string>();
  const isOn = () => options().developmentConsole ?? options().onEvent === undefined;

  function write(code: string, text: string, ...more: string[]) {
    const line = `[lcw-auth] ${code}: ${text}`;
    if (written.has(line)) return;
    written.add(line);
    console.warn(line, ...more);
  }

  return {
    report({ error: { code, message, docsUrl }, thrown }) {
      if (isOn() && !expected.includes(code)) write(code, `${message} ${docsUrl}`, ...describeThrown(thrown));
    },
    observe(event) {
      if (!isOn()) return;
      if (event.type === 'token-warning') for (const { code, message } of event.warnings) write(`token-warning (${code})`, message);
      if (event.type === 'widget-ready' && event.guessed) write('widget-ready-missed', readyMissed);
      if (event.type === 'token-not-requested') write(event.type, notRequested);
    },
    start(isUserUnknown, signal) {
      if (!isOn()) return;
      for (const text of findUnknownOptions(options())) write('unknown-option', text);
      const timer = setTimeout(() => isUserUnknown() && write('user-unknown', userUnknown), longestLoading);
      signal.addEventListener('abort', () => clearTimeout(timer));
    },
  };
}

const readyMissed =
  "The widget was ready before this client connected, and its event lcw:ready was missed. Import @lcw-auth/core/early before the widget's script.";
const notRequested =
  'A user is signed in, but the widget did not request a token for this conversation, so it is anonymous. Check the chat authentication setting of the widget in the admin center: it must exist, and it must name the JavaScript client function that is on the page (auth.getAuthenticationToken by default). Other causes: the chat was opened before the sign-in, or another script responded.';
const userUnknown =
  'userId has been undefined for more than ten seconds, so no chat is authenticated. Pass null when no user is signed in, and undefined only while the session is loading.';

/** Returns what the app's own function threw as text, without parts that look like a JWT and without query strings. */
function describeThrown(thrown: unknown): string[] {
  if (thrown === undefined || (thrown instanceof Error && thrown.name === 'LiveChatAuthError')) return [];
  return [
    toText(thrown)
      .replace(/[\w-]{6,}\.[\w-]{6,}\.[\w-]*/g, '<token removed>')
      .replace(/\?[^\s)'"]*/g, '?<query removed>'),
  ];
}

function toText(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (thrown instanceof Error) {
    const { stack = '' } = thrown;
    // In Firefox and Safari the stack does not contain the message.
    return stack.includes(thrown.message) ? stack : `${String(thrown)}\n${stack}`;
  }
  try {
    // The result is undefined for a function or a symbol.
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown);
  }
}
