import type { LiveChatAuthState } from '@lcw-auth/core';
import type { ReactNode } from 'react';
import { Facts, Section } from './section.js';

/** Each part of the state in a word, with what to do where something is wrong. */
export function Summary({ state: { userId, widget, authToken, botSso } }: { state: LiveChatAuthState }): ReactNode {
  const error = widget.status === 'unavailable' ? widget.error : 'error' in authToken ? authToken.error : null;
  return (
    <Section title="State">
      <Facts
        of={[
          ['User', userId ?? 'nobody'],
          ['Widget', widget.status],
          ['Auth token', authToken.status === 'signed-out' ? `${authToken.status} (${authToken.cause})` : authToken.status],
          ['Bot sign-on', botSso.status],
        ]}
      />
      {error && (
        <p className="lcw-devtools-error">
          <code>{error.code}</code> {error.message}{' '}
          <a href={error.docsUrl} target="_blank" rel="noreferrer">
            More
          </a>
        </p>
      )}
    </Section>
  );
}
