import type { RefusalReason, Validation } from '@lcw-auth/simulator/omnichannel';
import type { Finding } from '../findings/finding.js';

// What Microsoft's documents forbid, while Omnichannel may accept it. Portals run with such tokens.
const documentsOnly: readonly RefusalReason[] = [
  'wrong-algorithm',
  'missing-claim',
  'invalid-claim',
  'not-yet-valid',
  'context-not-a-string',
  'context-malformed',
  'context-not-primitive',
  'context-too-large',
  'unknown-variable',
];

/** What is to be expected of Omnichannel. */
export type Verdict = 'accepted' | 'perhaps' | 'refused';

/**
 * Judges a token by the validation that follows Microsoft's documents to the letter, and by what can be read of the token.
 * 'perhaps': the documents forbid the token, but nothing in it is known to be refused.
 */
export function verdictOf(validation: Validation, readable: readonly Finding[]): Verdict {
  if (validation.valid) return 'accepted';
  const isReadable = readable.every(({ status }) => status !== 'fail');
  return isReadable && documentsOnly.includes(validation.reason) ? 'perhaps' : 'refused';
}
