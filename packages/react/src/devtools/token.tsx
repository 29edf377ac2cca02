import type { AuthTokenState } from '@lcw-auth/core';
import type { ReactNode } from 'react';
import { clockTime } from './describe-event.js';
import { Facts, Section } from './section.js';

/** The claims, with the subject shortened, and how long the token lives. The token itself is nowhere. */
export function Token({ authToken, now }: { authToken: AuthTokenState; now: number }): ReactNode {
  if (authToken.status !== 'valid') return null;
  const { claims, expiresAt, refreshing } = authToken;
  return (
    <Section title="Token">
      <Facts
        of={[
          ['Expires in', `${countdown(expiresAt - now)}${refreshing ? ', renewing' : ''}`],
          ['Issuer', claims.iss ?? 'none'],
          ['Subject', redact(claims.sub)],
          ['Issued at', claims.iat === undefined ? 'unknown' : clockTime(claims.iat * 1000)],
          ['Context', claims.contextVariables.join(', ') || 'none'],
        ]}
      />
    </Section>
  );
}

/** Minutes and seconds, e.g. 14:05; hours too where there are any. */
function countdown(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  return `${hours > 0 ? `${hours}:${two(Math.floor(total / 60) % 60)}` : Math.floor(total / 60)}:${two(total % 60)}`;
}

/** Enough to recognise a GUID by, not enough to look somebody up. */
const redact = (subject: string) => `${subject.slice(0, 4)}…`;
