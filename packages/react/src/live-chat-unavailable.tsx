'use client';
import type { LiveChatAuthError } from '@lcw-auth/core';
import type { ReactNode } from 'react';
import { english, type LiveChatMessages } from './messages.js';
import { useLiveChatState } from './use-live-chat-state.js';
import { useScope } from './scope.js';

/** Props of `<LiveChatUnavailable>`. */
export interface LiveChatUnavailableProps {
  /** Shown instead of the note, for example a phone number. A function receives the reason and `retry`. */
  children?: ReactNode | ((reason: { error: LiveChatAuthError; retry: () => void }) => ReactNode);
  /** Texts to replace. Default: English; `german` is exported. */
  messages?: Partial<LiveChatMessages> | undefined;
}

/**
 * Shows a note, announced politely, while the widget is unavailable: it did not become ready in time, or its script was blocked.
 * The reason (`error.code`) is meant for the developer, so the default note does not name it.
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
  // Screen readers announce only changes of a region that was on the page before.
  return <div aria-live="polite">{error && (typeof children === 'function' ? children({ error, retry }) : (children ?? note))}</div>;
}
