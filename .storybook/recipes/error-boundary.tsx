import { useLiveChatAuth, type LiveChatAuthErrorCode } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** Texts for the customer. Switch on `code`; `message` and `hint` are for developers. */
const texts: Partial<Record<LiveChatAuthErrorCode, string>> = {
  'widget-not-ready': 'The chat did not load. Please call 555-0100.',
  'token-network-failed': 'You seem to be offline.',
};

export function ChatProblem(): ReactNode {
  const { error, retry } = useLiveChatAuth();
  if (!error) return null;
  return (
    <p>
      {texts[error.code] ?? 'The chat has a problem.'}{' '}
      {error.retryable && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </p>
  );
}
