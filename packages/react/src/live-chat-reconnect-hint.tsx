'use client';
import type { LiveChatAuthClient, StartChatOptions } from '@lcw-auth/core';
import { useState, type ReactNode } from 'react';
import { CompanionCard } from './companion-card.js';
import { english, type LiveChatMessages } from './messages.js';
import { useScope } from './scope.js';
import { useLiveChatState } from './use-live-chat-state.js';

/** Props of `<LiveChatReconnectHint>`. */
export interface LiveChatReconnectHintProps {
  /** Options of the widget's `startChat` for the new chat. */
  startOptions?: StartChatOptions | undefined;
  /** Called when the new chat did not open. The hint shows a message in any case. */
  onError?: ((error: unknown) => void) | undefined;
  /** Texts to replace. Default: English; `german` is exported. */
  messages?: Partial<LiveChatMessages> | undefined;
  /** Class of the element around the hint. */
  className?: string | undefined;
}

/** Time that the widget has to close the chat, in milliseconds. */
const closeTimeout = 5_000;

/**
 * Offers a new chat to a user who has signed in during an anonymous chat, where sign-in is optional. The widget does not request
 * a token again before the chat ends, so the running chat stays anonymous. Styles: `@lcw-auth/react/styles.css`.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function LiveChatReconnectHint({ startOptions, onError, messages, className }: LiveChatReconnectHintProps): ReactNode {
  const { client } = useScope('LiveChatReconnectHint');
  const isOffered = useLiveChatState(
    ({ chat, userId }) => chat.status === 'open' && chat.authentication === 'anonymous' && typeof userId === 'string',
  );
  const [phase, setPhase] = useState<'offered' | 'reconnecting' | 'failed' | 'dismissed'>('offered');
  // The next anonymous chat is offered again.
  if (!isOffered && phase === 'dismissed') setPhase('offered');

  async function reconnect() {
    setPhase('reconnecting');
    try {
      await closeChat(client);
      await client.startChat(startOptions);
      setPhase('offered');
    } catch (error) {
      setPhase('failed');
      onError?.(error);
    }
  }

  if (phase === 'dismissed' || (phase === 'offered' && !isOffered)) return <CompanionCard content={null} className={className} />;
  const texts = { ...english, ...messages };
  const isBusy = phase === 'reconnecting';
  return (
    <CompanionCard
      className={className}
      content={{
        phase: `reconnect-${phase}`,
        title: texts.reconnectTitle,
        text: phase === 'failed' ? texts.chatFailed : texts.reconnectReason,
        isBusy,
        children: (
          <>
            <button type="button" className="lcw-auth-button" aria-disabled={isBusy} onClick={() => void (isBusy || reconnect())}>
              {isBusy ? texts.chatOpening : texts.reconnect}
            </button>
            {!isBusy && (
              <button type="button" className="lcw-auth-button" data-quiet onClick={() => setPhase('dismissed')}>
                {texts.dismiss}
              </button>
            )}
          </>
        ),
      }}
    />
  );
}

/** Closes the chat and resolves in a later task than the widget's own event, when the widget has finished. */
function closeChat(client: LiveChatAuthClient): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error('The widget did not close the anonymous chat, so no new chat was started.'));
    }, closeTimeout);
    const check = () => {
      if (client.getState().chat.status !== 'closed') return;
      clearTimeout(timer);
      unsubscribe();
      setTimeout(resolve);
    };
    const unsubscribe = client.subscribe(check);
    client.closeChat();
    check();
  });
}
