import { validateAuthToken, type PublicKeys, type Refusal, type Validation } from '@lcw-auth/simulator/omnichannel';
import type { Finding } from '../findings/finding.js';
import { largestClockDifference } from '../token/token-findings.js';

/** What is to be expected of Omnichannel. */
export type Judgement =
  | { verdict: 'accepted'; validation: Extract<Validation, { valid: true }> }
  /** Microsoft's documents forbid the token, but portals run with such tokens. */
  | { verdict: 'perhaps'; validation: Refusal }
  | { verdict: 'refused'; validation: Refusal };

/** What is known besides the token. */
export interface JudgementOptions {
  /** What can be read of the token. A failure there is a refusal. */
  readable: readonly Finding[];
  /** The workstream's context variables; empty when they are not known. */
  contextVariables: readonly string[];
  /** Seconds by which clocks may differ. Default 0. */
  clockTolerance?: number;
}

/** Validates a token as Microsoft's documents say, and if they forbid it, once more with what portals are known to run with. */
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
