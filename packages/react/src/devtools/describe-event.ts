import type { LiveChatAuthEvent } from '@lcw-auth/core';

const shortId = (id: string) => (id === '' ? 'without an id' : id.length > 12 ? `${id.slice(0, 8)}…` : id);

/** Describes one event in a sentence. */
export function describeEvent(event: LiveChatAuthEvent): string {
  switch (event.type) {
    case 'widget-ready':
      return event.guessed ? 'The widget is ready. Its ready event was missed.' : 'The widget is ready.';
    case 'widget-unavailable':
      return `The widget is unavailable: ${event.code}.`;
    case 'widget-error':
      return `The widget reported an error: ${event.code}.`;
    case 'registered':
      return `Registered the ${providerName(event.provider)}.`;
    case 'connected':
      return `Connected the ${partName(event.part)}.`;
    case 'registration-failed':
      return `The widget refused the ${providerName(event.provider)}.`;
    case 'close-chat-failed':
      return "The widget's closeChat method failed.";
    case 'conflict':
      return `Other code on the page interferes: ${event.code}.`;
    case 'token-requested':
      return `The widget requested the token (${routeName(event.route)}).`;
    case 'token-responded':
      return `The widget received ${event.answer === 'token' ? 'the token' : 'null'} after ${event.afterMs} ms (${routeName(event.route)}).`;
    case 'token-fetched':
      return `A token arrived (${event.reason}), valid until ${clockTime(event.expiresAt)}.`;
    case 'token-failed':
      return `No token arrived (${event.reason}): ${event.code}.`;
    case 'token-warning':
      return `Omnichannel may reject the token: ${event.warnings.map(({ code }) => code).join(', ')}.`;
    case 'token-not-requested':
      return 'The chat is not authenticated: the widget has not requested a token.';
    case 'user-changed':
      return 'A different user is signed in.';
    case 'signed-out':
      return `Signed out (${event.cause}).`;
    case 'sign-in-needed':
      return `Asked the app to sign the user in (${event.reason}).`;
    case 'sign-in-failed':
      return `The app's sign-in failed (${event.reason}).`;
    case 'card-ignored':
      return 'A sign-in card arrived, but the option botSso is missing.';
    case 'card-received':
      return `Sign-in card ${shortId(event.signInId)} arrived.`;
    case 'card-answered':
      return `Card ${shortId(event.signInId)}: ${event.show ? 'show' : 'hide'} after ${event.afterMs} ms (${event.outcome}).`;
    case 'card-settled':
      return `Card ${shortId(event.signInId)}: the exchange ended (${event.code ?? event.outcome}).`;
  }
}

/** Returns the name of a provider for the panel. */
export function providerName(provider: 'auth' | 'bot' | 'client-function'): string {
  return provider === 'client-function' ? 'client function' : `${provider} token provider`;
}

/** Returns the name of a connected part for the panel. */
export const partName = (part: 'chat-sdk' | 'react-widget') => (part === 'chat-sdk' ? 'chat SDK' : 'React widget');

const routeName = (route: 'sdk' | 'client-function') => (route === 'sdk' ? 'SDK' : 'client function');

/** Formats the local time of day to the second, for example "00:00:30". The devtools are in English. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
