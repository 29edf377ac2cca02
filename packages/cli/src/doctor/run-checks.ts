import type { PublicKeys } from '@lcw-auth/simulator/validation';
import { clientFunctionCheck } from './client-function-check.js';
import { exposureChecks } from './exposure-checks.js';
import type { Finding } from '../findings/finding.js';
import { powerPagesCheck } from './power-pages-check.js';
import { publicKeyChecks } from './public-key-checks.js';
import { createRedact, redactFinding } from '../findings/redact.js';
import type { DoctorTarget } from './target.js';
import { tokenAnswerChecks } from './token-answer.js';
import { tokenChecks } from './token-checks.js';

/**
 * Runs every check for which the target has the data. The findings are in the order in which the developer should fix them. No finding
 * contains a secret.
 */
export async function runChecks(target: DoctorTarget): Promise<Finding[]> {
  const findings: Finding[] = [];
  let publicKeys: PublicKeys | null = null;
  let hasToken = false;
  if (target.publicKeyUrl) {
    const result = await publicKeyChecks(target.publicKeyUrl);
    findings.push(...result.findings);
    publicKeys = result.publicKeys;
  }
  if (target.tokenUrl) {
    const { token, clockAhead, ...answer } = await tokenAnswerChecks(target.tokenUrl, target);
    hasToken = token !== null;
    findings.push(...answer.findings);
    if (token !== null) findings.push(...(await tokenChecks(token, { clockAhead, publicKeys, contextVariables: target.contextVariables })));
    findings.push(...(await exposureChecks(target.tokenUrl, hasToken, target)));
  }
  if (target.clientFunction !== null) findings.push(clientFunctionCheck(target.clientFunction));
  findings.push(...powerPagesCheck(target, { hasPublicKey: publicKeys !== null, hasToken }));
  const redact = createRedact(target.headers, target.tokenUrl?.search);
  return findings.map((finding) => redactFinding(finding, redact));
}
