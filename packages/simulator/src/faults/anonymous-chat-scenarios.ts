import { scenario, type Scenario } from './scenario.js';

/** Causes that make a signed-in user's chat anonymous without an error. In each of them the widget receives no token from the library. */
export const anonymousChatScenarios: readonly Scenario[] = [
  scenario({
    id: 'no-authentication-setting',
    title: 'No authentication setting',
    happens: 'The chat widget has no chat authentication setting. The widget requests no token, and the chat is anonymous.',
    atFault: 'administrator',
    faults: { authentication: { setting: 'missing' } },
  }),
  scenario({
    id: 'no-client-function',
    title: 'Setting without a client function',
    happens: 'The chat authentication setting names no JavaScript client function. The widget requests no token.',
    atFault: 'administrator',
    faults: { authentication: { setting: 'no-client-function' } },
  }),
  scenario({
    id: 'other-client-function',
    title: 'Setting with another client function',
    happens: 'The setting names the function of another script. The widget calls that function, which returns no token.',
    atFault: 'administrator',
    faults: { authentication: { setting: 'other-client-function', signInOptional: true }, widget: { otherScript: 'client-function' } },
  }),
  scenario({
    id: 'chat-before-sign-in',
    title: 'Chat before sign-in',
    happens: 'Sign-in is optional. A chat that the user starts before signing in stays anonymous until it ends or the page reloads.',
    atFault: 'customer',
    faults: { authentication: { signInOptional: true } },
  }),
  scenario({
    id: 'other-provider',
    title: 'Another script answers',
    happens: 'Another script registers its own auth token provider after lcw:ready, and that provider returns no token.',
    atFault: 'portal',
    faults: { authentication: { signInOptional: true }, widget: { otherScript: 'provider' } },
  }),
];
