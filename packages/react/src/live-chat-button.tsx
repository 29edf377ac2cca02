'use client';
import type { StartChatOptions } from '@lcw-auth/core';
import { useState, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { english, type LiveChatMessages } from './messages.js';
import { useLiveChatAuth } from './use-live-chat-auth.js';

/** Props of `<LiveChatButton>`, and those of a `<button>`. */
export interface LiveChatButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'onClick' | 'onError' | 'type'> {
  /** Options of the widget's `startChat`. */
  startOptions?: StartChatOptions | undefined;
  /** Called when the chat did not open. The button shows a message in any case. */
  onError?: ((error: unknown) => void) | undefined;
  /** Texts to replace. Default: English; `german` is exported. */
  messages?: Partial<LiveChatMessages> | undefined;
  /** The button's label. Default: `messages.openChat`. */
  children?: ReactNode;
}

/**
 * Opens the chat. When it is pressed before the widget is ready, the chat opens as soon as the widget is. When the widget is
 * unavailable, it first looks for the widget again. Styles: `@lcw-auth/react/styles.css`.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function LiveChatButton({ startOptions, onError, messages, children, className = '', ...rest }: LiveChatButtonProps): ReactNode {
  const { status, startChat, retry } = useLiveChatAuth();
  const [opening, setOpening] = useState<'no' | 'running' | 'failed'>('no');
  const texts = { ...english, ...messages };
  const isBusy = opening === 'running';

  async function open() {
    setOpening('running');
    try {
      if (status === 'unavailable') retry();
      await startChat(startOptions);
      setOpening('no');
    } catch (error) {
      setOpening('failed');
      onError?.(error);
    }
  }

  return (
    <span className="lcw-auth-button-group">
      <button
        {...rest}
        type="button"
        className={`lcw-auth-button ${className}`}
        aria-disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => void (isBusy || open())}
      >
        {isBusy ? texts.chatOpening : (children ?? texts.openChat)}
      </button>
      <output className="lcw-auth-note">
        {opening === 'failed' && (status === 'unavailable' ? texts.chatUnavailable : texts.chatFailed)}
      </output>
    </span>
  );
}
