import type { LiveChatAuthError } from '../errors.js';
import type { AuthTokenRoute, Emit } from '../events.js';
import type { ChatEvent } from './next-chat.js';
import type { AuthTokenCallback, BotAuthTokenCallback, StartChatOptions, WidgetSdk } from './sdk.js';

/** The options that concern a host. */
export interface ChatHostOptions {
  /** Present when bot single sign-on is on. */
  botSso?: object | undefined;
  clientFunction?: string | false | undefined;
  /** What happens to an open chat when its user leaves. */
  userChangePolicy?: 'close-chat' | 'keep-chat' | 'reload-page' | undefined;
  /** Milliseconds. */
  readyTimeout?: number | undefined;
}

/**
 * The kind of chat that a client serves. The script widget is one; Microsoft's React widget and chat SDK are others.
 * A host finds its chat, registers with it, and reports to the client through its port.
 */
export interface ChatHost {
  /** Starts to wait for the chat. Installs at once what has to be on the page before the chat is ready. */
  connect(): void;
  /** Removes everything that can be removed. */
  disconnect(): void;
  /** Waits for the chat once more, after it was unavailable. */
  retry(): void;
  /** The options changed: registers what was missing before. */
  optionsChanged(before: ChatHostOptions): void;
  /** A token arrived or was discarded. */
  tokenChanged(): void;
  /** A user left: removes the copies of the token that the chat keeps. */
  userChanged(): void;
  /** The SDK, when it may be used. */
  sdk(): WidgetSdk | null;
  /** Opens the chat. Rejects with what the chat's own method throws. */
  startChat(options: StartChatOptions | undefined): Promise<void>;
  /** Closes the chat. Does nothing when there is none; reports a failure as an event. */
  closeChat(): void;
  /** Looks for other code on the page that interferes, and reports each kind once. */
  checkCompetition(): void;
  /** What the client may conclude from the events of this chat. */
  circumstances(): {
    /** The chat is of the iframe generation, which reads the token at registration. */
    isV1: boolean;
    /** The token may come from elsewhere: a foreign provider responds, or the chat runs in another window. */
    hasCompetition: boolean;
    /** The app names the client function, so an error on that route is not a missing function. */
    hasClientFunction: boolean;
  };
}

/** What a host may use of the client. */
export interface ChatHostPort {
  options(): ChatHostOptions;
  window(): Window;
  /** The user that the app names: null for no user, undefined while unknown. */
  userId(): string | null | undefined;
  /** Returns the token when it is valid now and belongs to the active user. */
  peek(): string | null;
  /** Responds to one token request: calls back exactly once, in the same tick when a valid token is held. */
  respond(callback: AuthTokenCallback, route: AuthTokenRoute): void | Promise<void>;
  /** Decides one sign-in card: calls back exactly once, before the promise resolves. Never rejects. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
  /** The chat may be used. `guessed`: its ready event was missed. */
  onReady(guessed: boolean): void;
  onWaiting(): void;
  onUnavailable(error: LiveChatAuthError): void;
  /** This client responds in place of another client with a different user. */
  onTakeOver(): void;
  /** Something happened to the chat. */
  onChat(event: ChatEvent): void;
  /** The chat reported an error: the detail of `lcw:error`, or the same form, for example `{ errorCode: 4 }`. Untrusted input. */
  onError(detail: unknown): void;
  emit: Emit;
}

/** Creates the host of a client: the option `host`. */
export type CreateChatHost = (port: ChatHostPort) => ChatHost;
