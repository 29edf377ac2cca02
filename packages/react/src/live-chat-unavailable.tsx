'use client';
import type { LiveChatAuthError } from '@lcw-auth/core';
import type { ReactNode } from 'react';
import { english, type LiveChatMessages } from './messages.js';
import { useLiveChatState } from './use-live-chat-state.js';
import { useScope } from './scope.js';

/** Props of `<LiveChatUnavailable>`. */
export interface LiveChatUnavailableProps {
  /** What to show instead of the note, e.g. a phone number; a function gets the reason and what tries again. */
  children?: ReactNode | ((reason: { error: LiveChatAuthError; retry: () => void }) => ReactNode);
  /** Texts to replace. Default: English; `german` is exported. */
  messages?: Partial<LiveChatMessages> | undefined;
}

/**
 * Shown, and announced politely, while there is no widget: it did not come in time, or its script was blocked.
 * The reason is for the developer (`error.code`), so the default note does not name it.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function LiveChatUnavailable({ children, messages }: LiveChatUnavailableProps): ReactNode {
  const { retry } = useScope('LiveChatUnavailable').client;
  const error = useLiveChatState(({ widget }) => (widget.status === 'unavailable' ? widget.error : null));
  const texts = { ...english, ...messages };
  const note = (
    <div className="lcw-auth-card" data-phase="unavailable">
      <p className="lcw-auth-card-text">{texts.chatUnavailable}</p>
      <button type="button" className="lcw-auth-button" data-quiet onClick={retry}>
        {texts.retry}
      </button>
    </div>
  );
  // Here before it has anything to say, or it would not be heard.
  return <div aria-live="polite">{error && (typeof children === 'function' ? children({ error, retry }) : (children ?? note))}</div>;
}
