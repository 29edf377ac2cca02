import { refuse, type Refusal } from './validation.js';

/** A call without a token, although a token is required. */
export const tokenRequired: Refusal = refuse('token-required', 'The widget requires a token, and none was sent.');

/** A token of a customer to whom the conversation does not belong. */
export const anotherCustomer: Refusal = refuse(
  'another-customer',
  'The token belongs to another customer. Its sub differs from the sub with which the conversation started.',
);

/** A setting of the second authentication type. */
export const typeOutOfScope: Refusal = refuse(
  'authentication-type-out-of-scope',
  'The chat authentication setting has the type OAuth 2.0, whose client function returns an authorization code. Only the type OAuth 2.0 implicit flow, with a JWT, is supported here.',
);

/** A sign-in during a chat whose widget does not allow it. */
export const signInNotOptional: Refusal = refuse(
  'sign-in-not-optional',
  'The chat was started without a token, and the widget does not allow signing in during a chat. Make sign-in optional, or start a new chat.',
);
