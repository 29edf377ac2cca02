import type { PublicKeys } from '@lcw-auth/simulator/omnichannel';
import type { Finding } from '../finding.js';
import { clientFunctionCheck } from './client-function-check.js';
import { exposureChecks } from './exposure-checks.js';
import { publicKeyChecks } from './public-key-checks.js';
import { tokenAnswerChecks } from './token-answer-checks.js';
import { tokenChecks } from './token-checks.js';

/** What the doctor is shown. */
export interface Patient {
  publicKeyUrl: URL | null;
  tokenUrl: URL | null;
  method: 'GET' | 'POST';
  /** What a signed-in customer's browser sends. Secret. */
  headers: Readonly<Record<string, string>>;
  /** The page with the widget, where it is on another origin. */
  origin: string | null;
  clientFunction: string | null;
  contextVariables: readonly string[];
  signal: AbortSignal;
}

/** Every check that the patient allows, in the order in which a person would put things right. */
export async function runChecks(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  let publicKeys: PublicKeys | null = null;
  if (patient.publicKeyUrl) {
    const result = await publicKeyChecks(patient.publicKeyUrl, patient.signal);
    findings.push(...result.findings);
    publicKeys = result.publicKeys;
  }
  if (patient.tokenUrl) {
    const answer = await tokenAnswerChecks(patient.tokenUrl, patient);
    findings.push(...answer.findings);
    if (answer.token !== null) findings.push(...(await tokenChecks(answer.token, answer.date, publicKeys, patient)));
    findings.push(...(await exposureChecks(patient.tokenUrl, answer.token !== null, patient)));
  }
  if (patient.clientFunction !== null) findings.push(clientFunctionCheck(patient.clientFunction));
  return findings;
}
