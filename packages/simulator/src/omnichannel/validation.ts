import type { JWTPayload } from 'jose';
import type { ContextVariableValue } from './workstream.js';

/** Why Omnichannel refuses a token. The widget says only error 4 for each of them. */
export type RefusalReason =
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
  | 'key-url-unreachable'
  | 'key-document-malformed';

/** Something refused, with the reason in words for an administrator: never the token, never a key. */
export interface Refusal {
  valid: false;
  reason: RefusalReason;
  detail: string;
}

/** A checked token's contents. */
export interface ValidToken {
  valid: true;
  claims: JWTPayload & { iss: string; sub: string; iat: number; exp: number };
  /** The variables of `lwicontexts`; those that are null have no value and are left out. */
  context: Readonly<Record<string, ContextVariableValue>>;
}

/** What comes of checking a token: its claims and context, or why it is refused. `valid` tells which. */
export type Validation = ValidToken | Refusal;

/** What Microsoft leaves undocumented, and what the workstream adds. */
export interface ValidationPolicy {
  /** The current time in milliseconds since the epoch. Default: `Date.now`. */
  clock?: () => number;
  /** Seconds by which clocks may differ. Not documented. Default 0, which finds every difference. */
  clockTolerance?: number;
  /** Characters that a token may have. Not documented. Default: no limit. */
  maxTokenLength?: number;
  /** The workstream's context variables. Without them any name is accepted. */
  contextVariables?: readonly string[];
}

export const refuse = (reason: RefusalReason, detail: string): Refusal => ({ valid: false, reason, detail });
