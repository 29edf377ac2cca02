import type { BotTokenService } from '@lcw-auth/simulator';

/** The URL at which `botTokenService()` is mounted by default. */
const serviceUrl = 'https://token.botframework.com/api/sas/postToken';

/** Lets a bot token service answer the page's requests without a network. Returns a function that restores fetch. */
export function answerBotTokens(service: BotTokenService): () => void {
  const { fetch } = globalThis;
  const answering: typeof fetch = (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(serviceUrl)) return fetch(input, init);
    // The signal may be one of jsdom's, which Node's Request refuses. The service answers immediately.
    const { signal: _signal, ...others } = init;
    return service.fetch(new Request(input, others));
  };
  globalThis.fetch = answering;
  return () => {
    if (globalThis.fetch === answering) globalThis.fetch = fetch;
  };
}
