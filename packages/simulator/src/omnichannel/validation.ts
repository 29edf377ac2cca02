import type { JWTPayload } from 'jose';
import type { ContextVariableValue } from './workstream.js';

/** The reason for which Omnichannel refuses a token. The widget reports error 4 for each of them. */
export type RefusalReason =
  | 'token-required'
  | 'malformed'
  | 'too-large'
  | 'wrong-algorithm'
  | 'unknown-kid'
  | 'key-expired'
  | 'bad-signature'
  | 'missing-claim'
  | 'invalid-claim'
  | 'expired'
  | 'not-yet-valid'
  | 'context-not-a-string'
  | 'context-malformed'
  | 'context-not-primitive'
  | 'context-too-large'
  | 'unknown-variable'
  | 'another-customer'
  | 'sign-in-not-optional'
  | 'authentication-type-out-of-scope'
  | 'key-url-unreachable'
  | 'key-document-malformed';

/** A refusal with its reason as text for an administrator. Contains no token and no key. */
export interface Refusal {
  /** Distinguishes a refusal from a result. */
  valid: false;
  /** The reason as a code. */
  reason: RefusalReason;
  /** The reason as text. It can contain names from the token, which are untrusted and shortened. */
  detail: string;
  /** Present when the documents forbid the token, but a real Omnichannel may accept it. `validation: 'lenient'` accepts it. */
  acceptedWhenLenient?: true;
}

/** The contents of a token that was accepted. */
export interface ValidToken {
  /** Distinguishes a valid token from a refusal. */
  valid: true;
  /** `iss` and `iat` are missing only when the validation is lenient. */
  claims: JWTPayload & { sub: string; exp: number };
  /** The variables of `lwicontexts`. A variable that is null has no value and is left out. */
  context: Readonly<Record<string, ContextVariableValue>>;
}

/** The result of checking a token: its claims and context, or the reason for a refusal. */
export type Validation = ValidToken | Refusal;

/**
 * How strictly tokens are checked.
 * 'strict': as Microsoft documents. 'lenient': also accepts tokens that real portals use: see `readContext` and
 * `validateAuthToken` for the list. Both refuse a token that cannot work.
 */
export type ValidationMode = 'strict' | 'lenient';

/** Options of a validation: values that Microsoft does not document, and the workstream's variables. */
export interface ValidationPolicy {
  /** The current time in milliseconds since the epoch. Default: `Date.now`. */
  clock?: (() => number) | undefined;
  /** Default 'strict'. */
  validation?: ValidationMode | undefined;
  /** Seconds by which clocks may differ. Microsoft does not document it. Default 0, which finds every difference. */
  clockTolerance?: number | undefined;
  /** Maximum length of a token in characters. Microsoft does not document it. Default: no limit. */
  maxTokenLength?: number | undefined;
  /** The names of the workstream's context variables. Default: any name is accepted. */
  contextVariables?: readonly string[] | undefined;
}

export const refuse = (reason: RefusalReason, detail: string): Refusal => ({ valid: false, reason, detail });
