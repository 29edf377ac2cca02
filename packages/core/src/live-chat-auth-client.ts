import type { LiveChatAuthOptions } from './options.js';
import type { LiveChatAuthState } from './state.js';
import type { ChatHost } from './widget/host.js';
import type { StartChatOptions, WidgetSdk } from './widget/sdk.js';

/** The client, without React. A page needs only one. */
export interface LiveChatAuthClient {
  /** Returns the current state: the same object until something changes. */
  getState(): LiveChatAuthState;
  /** Returns the state at creation, for server rendering and hydration. */
  getServerState(): LiveChatAuthState;
  /** Calls `listener` after every change. Returns a function that removes the listener. */
  subscribe(listener: () => void): () => void;
  /** Waits for the widget and registers with it. Returns a function that disconnects. Safe to call twice and in StrictMode. */
  connect(): () => void;
  /** Resolves to the SDK when the widget is ready. Rejects with a LiveChatAuthError when the widget is unavailable, or with the signal's reason. */
  whenReady(options?: { signal?: AbortSignal | undefined }): Promise<WidgetSdk>;
  /** Resolves to a valid token, or to null within `tokenTimeout` (the state says why). `force` fetches a new one and waits for that request only. */
  getAuthToken(options?: { signal?: AbortSignal | undefined; force?: boolean | undefined }): Promise<string | null>;
  /** Waits for the widget and, for a signed-in user, for a token, then opens the chat. Rejects when the widget is unavailable, and with an `AbortError` when the client disconnects or the user leaves meanwhile. */
  startChat(options?: StartChatOptions): Promise<void>;
  /** Closes the chat. Does nothing when none is open. */
  closeChat(): void;
  /** Posts the bot token for the visible cards, or for the given card. Call it after the user has signed in. Never rejects; the state has the result. */
  completeSignIn(signInId?: string): Promise<void>;
  /** Discards the token, applies `userChangePolicy` to the chat, and informs the other tabs. Lasts until `userId` is null or another user, `userId` has been undefined for five seconds, or `retry()` is called. With the policy `reload-page`, end your own session first, because the reload aborts requests that still run. */
  signOut(): Promise<void>;
  /**
   * Retries immediately what failed, and ends a `signOut()`. While the widget is unavailable, it only looks for the widget.
   * A chat that waits for the token opens when the token arrives. No chat waits after an error that is not `retryable`, because the
   * widget has its answer then: start the chat again.
   */
  retry(): void;
  /** Returns the host that the option `host` created. For packages that adapt another chat. */
  getHost(): ChatHost;
  /** Returns the current options. */
  getOptions(): LiveChatAuthOptions;
  /** Changes the given options and keeps the others. A new `userId` changes the identity. */
  setOptions(options: Partial<LiveChatAuthOptions>): void;
}
