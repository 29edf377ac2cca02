// A stand-in for the widget's script. It becomes ready one request after it has loaded, opens an authenticated chat as soon as a
// provider is registered, and requests the token again every 5 minutes, as the widget does before calls that need it.
const ask = (provider) =>
  new Promise((resolve) => provider(resolve)).then(async (token) => {
    const { ok } = await fetch('/chat', { method: 'POST', body: token });
    if (!ok) throw new Error('The chat is not authenticated.');
  });

await fetch('/widget-settings');
let current = null;
window.Microsoft = {
  Omnichannel: {
    LiveChatWidget: {
      SDK: {
        getAuthTokenProvider: () => current,
        removeAuthTokenProvider: () => (current = null),
        setBotAuthTokenProvider() {},
        startChat() {},
        closeChat() {},
        setAuthTokenProvider(provider) {
          const isFirst = current === null;
          current = provider;
          if (!isFirst) return;
          void ask(provider).then(() => (window.moments.chat = performance.now()));
          setInterval(() => void ask(current), 300_000);
        },
      },
    },
  },
};
window.dispatchEvent(new Event('lcw:ready'));
