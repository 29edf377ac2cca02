import { useLiveChatAuth } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.js';

/** What the library reports to the developer: the code, the message and the advice. */
export function ProblemNote(): ReactNode {
  const { demo } = useMessages();
  const { error } = useLiveChatAuth();
  return (
    <div role="status">
      {error ? (
        <p className="note problem-note">
          <strong>{demo.reported}</strong> <code>{error.code}</code>. <span lang="en">{error.message}</span>
        </p>
      ) : null}
    </div>
  );
}
