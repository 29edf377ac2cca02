/**
 * Microsoft's Live Chat Widget as this library sees it: the one file that knows where the widget lives on the page.
 * Facts: the setAuthTokenProvider and setBotAuthTokenProvider reference pages, and the iframe-era bootstrapper ("v1").
 */

/** Hands a JWT, or null for "nobody is signed in", back to the widget. */
export type AuthTokenCallback = (token: string | null) => void;
/** What `setAuthTokenProvider` takes. The widget allows it 10 seconds to call back. */
export type AuthTokenProvider = (callback: AuthTokenCallback) => void | Promise<void>;
/** Tells the widget whether the bot's sign-in card is to be shown. Only `show: false` hides it. */
export type BotAuthTokenCallback = (answer: { show: boolean }) => void;
/** What `setBotAuthTokenProvider` takes. The widget gives up after about 2,000 ms and shows the card. */
export type BotAuthTokenProvider = (botTokenUrl: string, callback: BotAuthTokenCallback) => void | Promise<void>;
/** What `setContextProvider` takes (unauthenticated chat only). */
export type ContextProvider = () => Record<string, { value: string | number | boolean; isDisplayable?: boolean }>;

/** Options of the SDK's `startChat`. */
export interface StartChatOptions {
  /** Opens the chat in a window of its own. Default false. */
  inNewWindow?: boolean;
  /** Custom context of an unauthenticated chat. Authenticated chats carry theirs in the token's `lwicontexts`. */
  customContext?: Record<string, { value: string | number | boolean; isDisplayable?: boolean }>;
}

/** `window.Microsoft.Omnichannel.LiveChatWidget.SDK`. Its methods may be used only after `lcw:ready`. */
export interface WidgetSdk {
  setAuthTokenProvider(provider: AuthTokenProvider): void;
  getAuthTokenProvider?(): AuthTokenProvider | null;
  removeAuthTokenProvider?(): void;
  setBotAuthTokenProvider(provider: BotAuthTokenProvider): unknown;
  setContextProvider?(provider: ContextProvider): void;
  getContextProvider?(): ContextProvider | null;
  removeContextProvider?(): void;
  startChat(options?: StartChatOptions): unknown;
  startProactiveChat?(config?: unknown, showPrechat?: boolean, options?: { inNewWindow?: boolean }): unknown;
  closeChat(): unknown;
  getAgentAvailability?(): unknown;
}

/** The error codes that the widget documents for `lcw:error`. */
export type WidgetErrorCode = 1 | 2 | 3 | 4 | 7 | 8;

/** The widget's events on `window` and what their `detail` holds. Any frame can forge them, and `detail` may be null. */
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

/** Is this page's widget of the v1 generation? Of the document, which costs more to look up in `lcw:ready` than the frame. */
export const isV1 = (document: Document): boolean => document.getElementById(v1FrameId) !== null;

/** The SDK object once it may be used, or null. In v1 it is there before: present is not ready, and its own flag tells. */
export function findSdk(window: Window, document: Document): WidgetSdk | null {
  const widget = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget;
  if (typeof widget?.SDK?.setAuthTokenProvider !== 'function') return null;
  return isV1(document) && widget.LiveChatBootstrapperWebChat?.isLCWReady !== true ? null : widget.SDK;
}
