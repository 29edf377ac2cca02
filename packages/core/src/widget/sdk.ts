/**
 * Types of Microsoft's Live Chat Widget, and the only code that knows where the widget lives on the page.
 * Sources: Microsoft's reference pages of setAuthTokenProvider and setBotAuthTokenProvider, and packages/core/docs/widget-facts.md.
 * `v1` is the older generation of the widget, which runs in an iframe. `v2` is the current generation.
 */
import { readOrUndefined } from '../foreign-code.js';

/** Passes a JWT to the widget, or null when no user is signed in. */
export type AuthTokenCallback = (token: string | null) => void;
/** The argument of `setAuthTokenProvider`. The widget allows it 10 seconds to call back. */
export type AuthTokenProvider = (callback: AuthTokenCallback) => void | Promise<void>;
/** Passes the decision about the bot's sign-in card to the widget. Only `show: false` hides it. */
export type BotAuthTokenCallback = (answer: { show: boolean }) => void;
/** The argument of `setBotAuthTokenProvider`. By default the widget shows the card after about 2,000 ms without a decision. */
export type BotAuthTokenProvider = (botTokenUrl: string, callback: BotAuthTokenCallback) => void | Promise<void>;
/** The argument of `setContextProvider` (unauthenticated chat only). */
export type ContextProvider = () => Record<string, { value: string | number | boolean; isDisplayable?: boolean }>;

/** Options of the SDK's `startChat`. */
export interface StartChatOptions {
  /** True opens the chat in a new window. Default false. */
  inNewWindow?: boolean | undefined;
  /** Custom context of an unauthenticated chat. An authenticated chat carries its context in the token's claim `lwicontexts`. */
  customContext?: Record<string, { value: string | number | boolean; isDisplayable?: boolean | undefined }> | undefined;
}

/** `window.Microsoft.Omnichannel.LiveChatWidget.SDK`. Its methods may be used only after `lcw:ready`. */
export interface WidgetSdk {
  /** Registers the function that returns the JWT of an authenticated chat, and replaces the registered one. */
  setAuthTokenProvider(provider: AuthTokenProvider): void;
  /** Returns the registered function, or null. */
  getAuthTokenProvider?(): AuthTokenProvider | null;
  /** Removes the registered function. v1 keeps the token that it has read. */
  removeAuthTokenProvider?(): void;
  /** Registers the function that decides about each of the bot's sign-in cards. v1 adds one at each call and can never remove it. */
  setBotAuthTokenProvider(provider: BotAuthTokenProvider): unknown;
  /** Registers the function that returns the context variables of an unauthenticated chat. */
  setContextProvider?(provider: ContextProvider): void;
  /** Returns the registered function, or null. */
  getContextProvider?(): ContextProvider | null;
  /** Removes the registered function. */
  removeContextProvider?(): void;
  /** Opens the chat. */
  startChat(options?: StartChatOptions): unknown;
  /** Offers a chat to the user with a notification. `showPrechat`: whether the pre-chat survey follows. */
  startProactiveChat?(config?: unknown, showPrechat?: boolean, options?: { inNewWindow?: boolean }): unknown;
  /** Closes the chat. */
  closeChat(): unknown;
  /** Asks for the operating hours and the agents' availability. The response also arrives as the event `lcw:getAgentAvailability`. */
  getAgentAvailability?(): unknown;
}

/** The widget's events on `window` and their `detail`. Any frame can forge them, and `detail` may be null. */
export interface WidgetEventMap {
  'lcw:ready': null;
  'lcw:error': { errorCode?: number; errorDescription?: string; errorDetail?: unknown } | Error | null;
  'lcw:startChat': unknown;
  'lcw:closeChat': unknown;
  'lcw:chatQueued': unknown;
  'lcw:chatRetrieved': unknown;
  'lcw:onClose': unknown;
  'lcw:onMinimize': unknown;
  'lcw:onMaximize': unknown;
  'lcw:onMessageReceived': unknown;
  'lcw:onMessageSent': unknown;
  'lcw:threadUpdate': unknown;
  'lcw:getAgentAvailability': unknown;
  /** v1, undocumented. `detail.sasUrl` is a secret. */
  'lcw:signInCardReceived': unknown;
}

/** A window with the widget's object. Microsoft's npm packages declare `Window.Microsoft` as `any`, which would hide this type. */
export type WidgetWindow = Omit<Window, 'Microsoft'> & {
  Microsoft?: {
    Omnichannel?: {
      LiveChatWidget?: {
        SDK?: WidgetSdk;
        LiveChatBootstrapperWebChat?: { isLCWReady?: boolean };
      };
    };
  };
};

/** The id of the widget's script tag. */
export const scriptId = 'Microsoft_Omnichannel_LCWidget';
/** The id of the iframe that only the v1 generation puts on the page. */
export const v1FrameId = 'Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window';

/** True when the widget on this page is of the v1 generation. */
export const isV1 = (document: Document): boolean => document.getElementById(v1FrameId) !== null;

/**
 * Returns the SDK object when it may be used. In v1 the object exists before the widget is ready, and only the widget's
 * own flag shows that it is ready. Returns null when a getter of another script throws.
 */
export function findSdk(window: Window, document: Document): WidgetSdk | null {
  const sdk = readOrUndefined(() => {
    const widget = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget;
    if (typeof widget?.SDK?.setAuthTokenProvider !== 'function') return null;
    return isV1(document) && widget.LiveChatBootstrapperWebChat?.isLCWReady !== true ? null : widget.SDK;
  });
  return sdk ?? null;
}
