import type { LiveChatAuthOptions } from './options.js';
import type { LiveChatAuthState } from './state.js';
import type { ChatHost } from './widget/host.js';
import type { StartChatOptions, WidgetSdk } from './widget/sdk.js';

/** The library without React. A page needs one. */
export interface LiveChatAuthClient {
  /** Returns the present state. It keeps its identity until something changes. */
  getState(): LiveChatAuthState;
  /** Returns the state at creation, for server rendering and hydration. */
  getServerState(): LiveChatAuthState;
  /** Calls `listener` after every change. Returns a function that ends it. */
  subscribe(listener: () => void): () => void;
  /** Waits for the widget and registers with it. Returns a function that disconnects. Safe to call twice and in StrictMode. */
  connect(): () => void;
  /** Resolves to the SDK when it may be used. Rejects with a LiveChatAuthError when the widget is unavailable, or with the signal's reason. */
  whenReady(options?: { signal?: AbortSignal | undefined }): Promise<WidgetSdk>;
  /** Resolves to a valid token, or to null within `tokenTimeout` (the state says why). `force` fetches a new one and waits for that request only. */
  getAuthToken(options?: { signal?: AbortSignal | undefined; force?: boolean | undefined }): Promise<string | null>;
  /** Opens the chat when the widget is ready and, for a signed-in user, a token is held. Rejects when the widget is unavailable. */
  startChat(options?: StartChatOptions): Promise<void>;
  /** Closes the chat. Does nothing when none is open. */
  closeChat(): void;
  /** Posts the bot token for the cards on screen, or for the named card, because the user signed in. Never rejects: see the state. */
  completeSignIn(signInId?: string): Promise<void>;
  /** Discards the token, treats the chat as `userChangePolicy` says, and tells the other tabs. Ends when `userId` changes, or with `retry()`. */
  signOut(): Promise<void>;
  /** Retries now what failed, and ends a `signOut()`. While the widget is unavailable it only looks for the widget. */
  retry(): void;
  /** Returns the host that the option `host` created. For packages that adapt a kind of chat. */
  getHost(): ChatHost;
  /** Returns the present options. */
  getOptions(): LiveChatAuthOptions;
  /** Changes options; options that are not given stay. A new `userId` changes the identity. */
  setOptions(options: Partial<LiveChatAuthOptions>): void;
}
