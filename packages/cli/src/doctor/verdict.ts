import { validateAuthToken, type PublicKeys, type Refusal, type Validation } from '@lcw-auth/simulator/validation';
import type { Finding } from '../findings/finding.js';
import { largestClockDifference } from '../token/token-findings.js';

/** The expected decision of Omnichannel. */
export type Judgement =
  | { verdict: 'accepted'; validation: Extract<Validation, { valid: true }> }
  /** Microsoft's documents forbid the token, but portals run with such tokens. */
  | { verdict: 'perhaps'; validation: Refusal }
  | { verdict: 'refused'; validation: Refusal };

/** The data that the validation needs besides the token. */
export interface JudgementOptions {
  /** The findings of the checks that need no key. A token with a failed check is refused. */
  readable: readonly Finding[];
  /** The workstream's context variables; empty when they are not known. */
  contextVariables: readonly string[];
  /** Seconds by which clocks may differ. Default 0. */
  clockTolerance?: number;
}

/** Validates a token by Microsoft's documents. If they forbid it, validates it again by the rules that real portals rely on. */
export async function judge(token: string, publicKeys: PublicKeys, options: JudgementOptions): Promise<Judgement> {
  const { readable, contextVariables, clockTolerance = 0 } = options;
  const known = contextVariables.length > 0 ? { contextVariables } : {};
  const strict = await validateAuthToken(token, publicKeys, { ...known, clockTolerance });
  if (strict.valid) return { verdict: 'accepted', validation: strict };
  const hasFailure = readable.some(({ status }) => status === 'fail');
  const lenient = await validateAuthToken(token, publicKeys, {
    ...known,
    validation: 'lenient',
    clockTolerance: Math.max(clockTolerance, largestClockDifference),
  });
  return { verdict: lenient.valid && !hasFailure ? 'perhaps' : 'refused', validation: strict };
}
