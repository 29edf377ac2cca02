import { validateAuthToken, type PublicKeys, type RefusalReason } from '@lcw-auth/simulator/omnichannel';
import { CommandError } from '../command.js';
import { fail, pass, skip, warn, type Finding } from '../finding.js';
import { readToken, type TokenParts } from '../read-token.js';
import { tokenFindings } from '../token-findings.js';
import type { Patient } from './run-checks.js';

// Seconds by which this machine's clock may be off before the validation says so.
const clockTolerance = 5;

/** Whether Omnichannel would take the token, by the simulator's own validation, and why not. */
export async function tokenChecks(
  token: string,
  date: number | null,
  publicKeys: PublicKeys | null,
  { contextVariables }: Patient,
): Promise<Finding[]> {
  const parts = read(token);
  if ('check' in parts) return [parts];
  const readable = tokenFindings(parts, Date.now() / 1000);
  const clock = date === null ? [] : [clockCheck(date)];
  if (!publicKeys)
    return [
      pass('token-form', 'a signed token'),
      ...readable,
      ...clock,
      skip('token-accepted', 'Without public keys the signature cannot be checked.'),
    ];
  const policy = { clockTolerance, ...(contextVariables.length > 0 ? { contextVariables } : {}) };
  const validation = await validateAuthToken(token, publicKeys, policy);
  const verdict = validation.valid
    ? [
        pass('token-kid', kidOf(parts)),
        pass('token-signature', 'matches the published key'),
        pass('token-accepted', 'Omnichannel takes this token'),
      ]
    : verdictOf(validation.reason, validation.detail, parts);
  return [pass('token-form', 'a signed token'), ...readable, ...clock, ...verdict];
}

function read(token: string): TokenParts | Finding {
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
  return header['kid'] === undefined ? 'none, and there is one key' : `${JSON.stringify(header['kid'])} is published`;
}

// The order in which Omnichannel looks: what comes after the first refusal was never reached.
const fixes: Partial<Record<RefusalReason, { check: 'token-kid' | 'token-signature'; fix: string }>> = {
  'unknown-kid': {
    check: 'token-kid',
    fix: 'Publish the key that signs, under the kid that the header names, before it signs and until its last token has expired.',
  },
  'key-expired': { check: 'token-kid', fix: 'Sign with a key whose published expiry lies ahead.' },
  'bad-signature': {
    check: 'token-signature',
    fix: 'The public key URL serves another pair than the one that signs: compare the environments of the two endpoints.',
  },
};

function verdictOf(reason: RefusalReason, detail: string, parts: TokenParts): Finding[] {
  const known = fixes[reason];
  const accepted = fail(
    'token-accepted',
    `Omnichannel refuses it (widget error 4): ${detail}`,
    known?.fix ?? 'Put right what is said above; npx lcw-auth decode shows the claims.',
  );
  if (reason === 'malformed' || reason === 'wrong-algorithm' || reason === 'too-large') {
    return [
      skip('token-kid', 'Not looked at: the token is refused before.'),
      skip('token-signature', 'Not looked at: the token is refused before.'),
      accepted,
    ];
  }
  if (known?.check === 'token-kid')
    return [fail('token-kid', detail, known.fix), skip('token-signature', 'Not looked at: there is no key for it.'), accepted];
  if (known) return [pass('token-kid', kidOf(parts)), fail('token-signature', detail, known.fix), accepted];
  return [pass('token-kid', kidOf(parts)), pass('token-signature', 'matches the published key'), accepted];
}

function clockCheck(date: number): Finding {
  const check = 'clock';
  // The header counts whole seconds.
  const ahead = Math.round((date + 500 - Date.now()) / 1000);
  if (Math.abs(ahead) <= clockTolerance) return pass(check, "the server's clock and this one agree");
  const detail = `The server's clock is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine's.`;
  return warn(check, detail, 'Let both follow a time server (NTP): Omnichannel compares iat, nbf and exp with its own clock.');
}
