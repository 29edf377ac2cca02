import type { LiveChatAuthOptions } from './options.js';
import type { LiveChatAuthState } from './state.js';
import type { StartChatOptions, WidgetSdk } from './widget.js';

/** The library without React: one per page. */
export interface LiveChatAuth {
  /** The state now. Keeps its identity until something changes. */
  getState(): LiveChatAuthState;
  /** What server rendering and hydration show: the state as it was when the client was created. */
  getServerState(): LiveChatAuthState;
  /** Calls `listener` after every change; returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Waits for `lcw:ready` and registers; returns disconnect. Safe to call twice, in StrictMode and after HMR. */
  connect(): () => void;
  /** The SDK once it may be used. Rejects with a LiveChatAuthError when the widget is unavailable, or the signal's reason. */
  whenReady(options?: { signal?: AbortSignal }): Promise<WidgetSdk>;
  /** A currently valid token, or null within `tokenTimeout` (the state says why). `force` fetches a new one. */
  getAuthToken(options?: { signal?: AbortSignal; force?: boolean }): Promise<string | null>;
  /** Opens the chat: waits for ready and, when signed in, for a token. Rejects when the widget is unavailable. */
  startChat(options?: StartChatOptions): Promise<void>;
  /** Closes the chat; does nothing where there is none. */
  closeChat(): void;
  /** The person has signed in: posts the token for the cards on screen, or for the one named. Never rejects: see the state. */
  completeSignIn(signInId?: string): Promise<void>;
  /** Forgets the token, closes the chat and tells the other tabs. Stays signed out until `userId` changes or `retry()`. */
  signOut(): Promise<void>;
  /** Tries again now what failed, and ends a `signOut()`; while the widget is unavailable it looks for the widget alone. */
  retry(): void;
  /** The options now. */
  getOptions(): LiveChatAuthOptions;
  /** Changes options; those that are left out stay. A new `userId` is a new identity. */
  setOptions(options: Partial<LiveChatAuthOptions>): void;
}
