import type { PublicKeys, Refusal } from '@lcw-auth/simulator/validation';
import { CommandError } from '../command.js';
import { readToken, type TokenParts } from '../token/read-token.js';
import { tokenFindings } from '../token/token-findings.js';
import { fail, pass, skip, warn, type Finding } from '../findings/finding.js';
import { judge } from './verdict.js';

// Seconds by which this machine's clock may differ before the validation reports it.
const clockTolerance = 5;

/** Checks with the validation of the simulator whether Omnichannel accepts the token with these keys. */
export async function tokenChecks(
  token: string,
  {
    clockAhead,
    publicKeys,
    contextVariables,
  }: { clockAhead: number | null; publicKeys: PublicKeys | null; contextVariables: readonly string[] },
): Promise<Finding[]> {
  const parts = readParts(token);
  if ('check' in parts) return [parts];
  const readable = tokenFindings(parts, Date.now() / 1000);
  const known = [pass('token-form', 'a JWT'), ...readable, ...(clockAhead === null ? [] : [clockCheck(clockAhead)])];
  if (!publicKeys) return [...known, skip('token-accepted', 'Without public keys the signature cannot be checked.')];
  const { verdict, validation } = await judge(token, publicKeys, { readable, contextVariables, clockTolerance });
  const check = 'token-accepted';
  if (verdict === 'accepted') return [...known, ...keyFindings(parts), pass(check, 'Omnichannel accepts this token')];
  const fix = 'Fix the problems that the checks above report. npx lcw-auth decode shows the claims.';
  if (verdict === 'perhaps') {
    const detail = `Microsoft's documents forbid this token, and Omnichannel may refuse it: ${validation.detail}`;
    return [...known, ...keyFindings(parts), warn(check, detail, fix)];
  }
  return [
    ...known,
    ...refusedKeyFindings(validation, parts),
    fail(check, `Omnichannel refuses it (widget error 4): ${validation.detail}`, fix),
  ];
}

function readParts(token: string): TokenParts | Finding {
  try {
    return readToken(token);
  } catch (error) {
    return fail(
      'token-form',
      error instanceof CommandError ? error.message : 'The token cannot be read.',
      'Answer with a JWT in its compact form: header.claims.signature.',
    );
  }
}

function kidOf({ header }: TokenParts): string {
  return header['kid'] === undefined ? 'the header has no kid, and there is only one key' : `${JSON.stringify(header['kid'])} is published`;
}

const kidFix =
  "Publish the signing key with the kid of the token's header, before it signs and until its last token has expired. Its expiry must be in the future.";
const signatureFix = 'The published key is not the public half of the signing key. Check that both endpoints use the same key.';

const keyFindings = (parts: TokenParts): Finding[] => [
  pass('token-kid', kidOf(parts)),
  pass('token-signature', 'matches the published key'),
];

/** Checks the key and then the signature, as the validation does. After the first refusal, the rest is not checked. */
function refusedKeyFindings({ reason, detail }: Refusal, parts: TokenParts): Finding[] {
  switch (reason) {
    case 'malformed':
    case 'too-large':
    case 'wrong-algorithm': {
      const notChecked = 'Not checked: the algorithm or form of the token is refused first.';
      return [skip('token-kid', notChecked), skip('token-signature', notChecked)];
    }
    case 'unknown-kid':
    case 'key-expired':
      return [fail('token-kid', detail, kidFix), skip('token-signature', 'Not checked: there is no key for the token.')];
    case 'bad-signature':
      return [pass('token-kid', kidOf(parts)), fail('token-signature', detail, signatureFix)];
    default:
      return keyFindings(parts);
  }
}

function clockCheck(ahead: number): Finding {
  const check = 'clock';
  if (Math.abs(ahead) <= clockTolerance) return pass(check, "the server's clock and this machine's agree");
  const detail = `The server's clock is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine's.`;
  return warn(check, detail, 'Synchronise both clocks with a time server (NTP): Omnichannel compares iat, nbf and exp with its own clock.');
}
