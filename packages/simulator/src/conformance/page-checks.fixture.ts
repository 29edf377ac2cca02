import type { WidgetWindow } from '@lcw-auth/core';

/**
 * One behaviour that a page can observe, on the simulator and on a real widget.
 * `check` runs inside the page without any imports. It returns a text about the difference, or null when there is none.
 */
export interface PageCheck {
  id: string;
  behaviour: string;
  check: () => Promise<string | null>;
}

/** The window with a counter of `lcw:ready`. The page starts to count before the widget's script runs. */
export type CountingWindow = WidgetWindow & { lcwReadyCount?: number };

/** The checks need a widget with a chat authentication setting and without optional sign-in. They open no conversation. */
export const pageChecks: readonly PageCheck[] = [
  {
    id: 'sdk-after-ready',
    behaviour: 'After lcw:ready the SDK is on the page with its documented methods',
    async check() {
      const sdk: unknown = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      const methods = ['setAuthTokenProvider', 'getAuthTokenProvider', 'removeAuthTokenProvider', 'setBotAuthTokenProvider'];
      const more = ['setContextProvider', 'getContextProvider', 'removeContextProvider', 'startChat', 'startProactiveChat', 'closeChat'];
      const all = [...methods, ...more, 'getAgentAvailability'];
      const missing = all.filter((name) => typeof (Object(sdk) as Record<string, unknown>)[name] !== 'function');
      return missing.length === 0 ? null : `missing: ${missing.join(', ')}`;
    },
  },
  {
    id: 'ready-once',
    behaviour: 'lcw:ready is raised once, and not again when the script is added a second time',
    async check() {
      const tag = document.getElementById('Microsoft_Omnichannel_LCWidget');
      const copy = document.createElement('script');
      copy.type = 'text/plain';
      copy.id = tag?.id ?? '';
      document.head.append(copy);
      await new Promise((resolve) => setTimeout(resolve, 500));
      copy.remove();
      const { lcwReadyCount = 0 } = window as { lcwReadyCount?: number };
      return lcwReadyCount === 1 ? null : `raised ${lcwReadyCount} times`;
    },
  },
  {
    id: 'ready-flag',
    behaviour: "v1's ready flag is set when v1's iframe is on the page; without the iframe the flag has no meaning",
    async check() {
      const frame = document.getElementById('Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window');
      const widget = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget;
      return frame && widget?.LiveChatBootstrapperWebChat?.isLCWReady !== true ? 'an iframe and no flag' : null;
    },
  },
  {
    id: 'provider-is-a-function',
    behaviour: 'setAuthTokenProvider throws when the argument is not a function',
    async check() {
      const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      try {
        sdk?.setAuthTokenProvider('no function' as never);
        return 'nothing was thrown';
      } catch {
        return null;
      }
    },
  },
  {
    id: 'provider-getter',
    behaviour: 'getAuthTokenProvider returns the provider, and null after it was removed',
    async check() {
      const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      const provider = (callback: (token: string | null) => void) => callback(null);
      sdk?.setAuthTokenProvider(provider);
      if (sdk?.getAuthTokenProvider?.() !== provider) return 'another provider is returned';
      sdk.removeAuthTokenProvider?.();
      return sdk.getAuthTokenProvider() === null ? null : 'the provider is still returned';
    },
  },
  {
    id: 'asked-when',
    behaviour: 'v1 calls the provider at registration, synchronously; v2 does not',
    async check() {
      const isV1 = document.getElementById('Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window') !== null;
      const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      let calls = 0;
      sdk?.setAuthTokenProvider((callback) => {
        calls += 1;
        callback(null);
      });
      const atRegistration = calls;
      sdk?.removeAuthTokenProvider?.();
      return atRegistration === (isV1 ? 1 : 0) ? null : `called ${atRegistration} times at registration`;
    },
  },
  {
    id: 'no-token-is-error-3',
    behaviour: 'A provider that answers null causes error 3 when a chat starts',
    async check() {
      const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      const raised = new Promise<unknown>((resolve) => {
        window.addEventListener('lcw:error', (event) => resolve((event as CustomEvent<{ errorCode?: number }>).detail?.errorCode), {
          once: true,
        });
        setTimeout(() => resolve('no error'), 12_000);
      });
      sdk?.setAuthTokenProvider((callback) => callback(null));
      void sdk?.startChat();
      const code = await raised;
      sdk?.removeAuthTokenProvider?.();
      sdk?.closeChat();
      return code === 3 ? null : `raised: ${String(code)}`;
    },
  },
  {
    id: 'malformed-token-is-error-4',
    behaviour: 'A provider that answers a string of fewer than three parts causes error 4 when a chat starts',
    async check() {
      const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      const raised = new Promise<unknown>((resolve) => {
        window.addEventListener('lcw:error', (event) => resolve((event as CustomEvent<{ errorCode?: number }>).detail?.errorCode), {
          once: true,
        });
        setTimeout(() => resolve('no error'), 12_000);
      });
      sdk?.setAuthTokenProvider((callback) => callback('no.token'));
      void sdk?.startChat();
      const code = await raised;
      sdk?.removeAuthTokenProvider?.();
      sdk?.closeChat();
      return code === 4 ? null : `raised: ${String(code)}`;
    },
  },
  {
    id: 'agent-availability',
    behaviour: 'getAgentAvailability answers with the event lcw:getAgentAvailability, or with lcw:error when there is no token',
    async check() {
      const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      const raised = new Promise<string | null>((resolve) => {
        for (const type of ['lcw:getAgentAvailability', 'lcw:error']) window.addEventListener(type, () => resolve(null), { once: true });
        setTimeout(() => resolve('no event'), 5_000);
      });
      sdk?.getAgentAvailability?.();
      return raised;
    },
  },
];
