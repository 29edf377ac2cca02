import type { AuthTokenProvider, WidgetSdk, WidgetWindow } from '@lcw-auth/core';

/** Opens or continues the authenticated chat with the page's token. */
async function chatAs(provider: AuthTokenProvider): Promise<void> {
  const body = await new Promise<string | null>((resolve) => void provider(resolve));
  const { ok } = await fetch('/chat', { method: 'POST', body });
  if (!ok) throw new Error('The chat is not authenticated.');
}

let current: AuthTokenProvider | null = null;
/** Opens a chat as soon as a provider is registered, and requests the token again every 5 minutes of the chat. */
const sdk: WidgetSdk = {
  getAuthTokenProvider: () => current,
  removeAuthTokenProvider: () => (current = null),
  setBotAuthTokenProvider: () => {},
  startChat: () => {},
  closeChat: () => {},
  setAuthTokenProvider(provider) {
    const isFirst = current === null;
    current = provider;
    if (!isFirst) return;
    void chatAs(provider).then(() => (window.moments = { ...window.moments, chat: performance.now() }));
    setInterval(() => void (current && chatAs(current)), 300_000);
  },
};

// The widget's script loads its settings, and then the rest of its code, before it is ready.
await fetch('/widget-settings');
await fetch('/widget-code');
(window as WidgetWindow).Microsoft = { Omnichannel: { LiveChatWidget: { SDK: sdk } } };
window.dispatchEvent(new Event('lcw:ready'));
