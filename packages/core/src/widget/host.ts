import type { LiveChatAuthError } from '../errors.js';
import type { AuthTokenRoute, Emit } from '../events.js';
import type { ChatEvent } from './next-chat.js';
import type { AuthTokenCallback, BotAuthTokenCallback, StartChatOptions, WidgetSdk } from './sdk.js';

/** The options that a host reads. */
export interface ChatHostOptions {
  /** Defined when bot single sign-on is enabled. */
  botSso?: object | undefined;
  clientFunction?: string | false | undefined;
  /** True when a chat may be anonymous. */
  signInOptional?: boolean | undefined;
  /** What happens to an open chat when its user leaves. */
  userChangePolicy?: 'close-chat' | 'keep-chat' | 'reload-page' | undefined;
  /** Milliseconds. */
  readyTimeout?: number | undefined;
}

/**
 * Adapter for one kind of chat: the script widget, Microsoft's React widget, or the chat SDK.
 * A host finds its chat, registers with it, and reports to the client through its port.
 */
export interface ChatHost {
  /** Starts to wait for the chat. Installs immediately everything that must be on the page before the chat is ready. */
  connect(): void;
  /** Removes everything that can be removed. */
  disconnect(): void;
  /** Waits for the chat again after it was unavailable. */
  retry(): void;
  /** Registers what the new options require. */
  optionsChanged(before: ChatHostOptions): void;
  /** Called after a token arrived or was discarded. */
  tokenChanged(): void;
  /** Called when a user leaves, before subscribers of the state are notified. The chat may still need its copies of the token to end. */
  userLeft(): void;
  /** Removes the copies of the token that the chat keeps. Called after `userLeft`, and in a later task when the chat was open. */
  forgetToken(): void;
  /** Returns the SDK, or null while it must not be used. */
  sdk(): WidgetSdk | null;
  /** Opens the chat. Rejects with what the chat's own method throws. */
  startChat(options: StartChatOptions | undefined): Promise<void>;
  /** Closes the chat. Does nothing when there is none; reports a failure as an event. */
  closeChat(): void;
  /** Looks for other code on the page that interferes, and reports each kind of conflict once. */
  checkCompetition(): void;
  /** Facts about this chat that the client needs to interpret its events. */
  circumstances(): {
    /** True when the chat is the iframe generation of the widget (v1), which reads the token at registration. */
    isV1: boolean;
    /** True when the token may come from another source: another script or client responds, or the chat runs in another window. */
    hasCompetition: boolean;
    /** True when the app sets the name of the client function. An error on that route then does not mean that the function is missing. */
    hasClientFunction: boolean;
  };
}

/** The part of the client that a host may use. */
export interface ChatHostPort {
  /** Returns the current options. */
  options(): ChatHostOptions;
  /** Returns the window that contains the chat. */
  window(): Window;
  /** The app's option `userId`: null for no user, undefined while unknown. */
  userId(): string | null | undefined;
  /** The user whose chat is open: the active user, or the previous user while the session is unknown. */
  keptUserId(): string | null;
  /** Returns the token when it is valid now and belongs to the active user. */
  peek(): string | null;
  /** Responds to one token request. Calls the callback exactly once; synchronously when a valid token is held. */
  respond(callback: AuthTokenCallback, route: AuthTokenRoute): void | Promise<void>;
  /** Decides about one sign-in card. Calls the callback exactly once, before the promise resolves. Never rejects. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
  /** Reports that the chat is ready. `guessed`: its ready event was missed. */
  onReady(guessed: boolean): void;
  /** Reports that the host waits for the chat. */
  onWaiting(): void;
  /** Reports that the chat is missing or broken. A later `onReady` withdraws it. */
  onUnavailable(error: LiveChatAuthError): void;
  /** Reports that this client now responds instead of a client with a different user. */
  onTakeOver(): void;
  /** Reports an event of the chat. */
  onChat(event: ChatEvent): void;
  /** Reports an error of the chat: the detail of `lcw:error`, or an object of that form, for example `{ errorCode: 4 }`. Untrusted input. */
  onError(detail: unknown): void;
  emit: Emit;
}

/** Creates the host of a client. The type of the option `host`. */
export type CreateChatHost = (port: ChatHostPort) => ChatHost;
