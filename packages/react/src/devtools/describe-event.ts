import type { LiveChatAuthEvent } from '@lcw-auth/core';

const shortId = (id: string) => (id === '' ? 'without an id' : id.length > 12 ? `${id.slice(0, 8)}…` : id);

/** One event in a line. */
export function describeEvent(event: LiveChatAuthEvent): string {
  switch (event.type) {
    case 'widget-ready':
      return 'The widget is ready.';
    case 'widget-unavailable':
      return `The widget is unavailable: ${event.code}.`;
    case 'widget-error':
      return `The widget raised an error: ${event.code}.`;
    case 'registered':
      return `Registered the ${providerName(event.provider)}.`;
    case 'registration-failed':
      return `The widget refused the ${providerName(event.provider)}.`;
    case 'conflict':
      return 'Two clients on this page disagree.';
    case 'token-requested':
      return `The widget asked for the token (${routeName(event.route)}).`;
    case 'token-responded':
      return `The widget got ${event.answer === 'token' ? 'the token' : 'null'} after ${event.afterMs} ms (${routeName(event.route)}).`;
    case 'token-fetched':
      return `A token arrived (${event.reason}), valid until ${clockTime(event.expiresAt)}.`;
    case 'token-failed':
      return `No token (${event.reason}): ${event.code}.`;
    case 'user-changed':
      return 'Another person is signed in.';
    case 'signed-out':
      return `Signed out (${event.cause}).`;
    case 'sign-in-needed':
      return `Asked the app to have the person sign in (${event.reason}).`;
    case 'sign-in-failed':
      return `The app's sign-in failed (${event.reason}).`;
    case 'card-received':
      return `Sign-in card ${shortId(event.signInId)} came.`;
    case 'card-answered':
      return `Card ${shortId(event.signInId)}: ${event.show ? 'show' : 'hide'} after ${event.afterMs} ms (${event.outcome}).`;
    case 'card-settled':
      return `Card ${shortId(event.signInId)}: the exchange ended (${event.code ?? event.outcome}).`;
  }
}

/** What a provider is called in the panel. */
export function providerName(provider: 'auth' | 'bot' | 'client-function'): string {
  return provider === 'client-function' ? 'client function' : `${provider} token provider`;
}

const routeName = (route: 'sdk' | 'client-function') => (route === 'sdk' ? 'SDK' : 'client function');

/** Writes the local time of day to the second, e.g. "00:00:30". The devtools are in English whatever the browser's language. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
