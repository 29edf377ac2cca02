'use client';
import type { ReactNode } from 'react';
import { useLiveChatAuth } from './use-live-chat-auth.js';

/** Props of `<LiveChatReady>`. */
export interface LiveChatReadyProps {
  children: ReactNode;
  /** Shown until the widget is ready, also on the server. Default: nothing. */
  fallback?: ReactNode;
}

/**
 * Shows its children while the widget is on the page and can be used.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function LiveChatReady({ children, fallback = null }: LiveChatReadyProps): ReactNode {
  return useLiveChatAuth().isReady ? children : fallback;
}
