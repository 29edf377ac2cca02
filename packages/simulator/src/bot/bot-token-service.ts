import type { FaultBoard } from '../faults/fault-board.js';
import { withFault } from '../faults/with-fault.js';
import { createBotTokenUrls } from './bot-token-url.js';

/** Options of `botTokenService`. */
export interface BotTokenServiceOptions {
  /** URL of the service. Default 'https://token.botframework.com/api/sas/postToken'. */
  url?: string | undefined;
  /** Returns the customer's id for a token. Null (or an error) refuses the token. By default each token belongs to the customer with the id 'customer'. */
  verifyToken?: ((token: string, card: { signInId: string }) => string | null | Promise<string | null>) | undefined;
  /** Seconds for which a bot token URL is valid. Default 60. */
  lifetime?: number | undefined;
  /**
   * The body that the bot's connection requires: 'token' is the documented `{token}`, 'token-exchange' is
   * `{token, type: 'TokenExchangeRequest'}` of a later Microsoft sample. The service responds 400 to any other body. Default: both are accepted.
   */
  requiredBody?: 'token' | 'token-exchange' | undefined;
  /** Simulates the faults `botTokenService`, `botTokenHost` and `botTokenBody`. */
  faults?: FaultBoard | undefined;
  /** Returns a number from 0 up to 1, for the order of the URL's parameters. Default Math.random. */
  random?: (() => number) | undefined;
}

/** Permission to post one token for a card. */
export interface BotTokenPermission {
  /** The id of the sign-in that the token completes. */
  signInId: string;
  /** The bot token URL: a secret. */
  sasUrl: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** The service behind bot token URLs. */
export interface BotTokenService {
  /**
   * Responds to POST .../api/sas/postToken with the body {"token": "..."}. The status is 200 when the token signs the customer in,
   * 404 when the sign-in id has been used already, 400 when the body or the token is refused, 401 when the URL has expired, and
   * 403 when this service did not create the URL. Any origin may post.
   */
  fetch(request: Request): Promise<Response>;
  /** Creates a URL for one sign-in id. Default: a new id. */
  issue(signInId?: string): BotTokenPermission;
  /** Resolves with the customer who has signed in, or with null when the URL expires first. Rejects with the signal's reason. */
  whenSignedIn(permission: BotTokenPermission, signal: AbortSignal): Promise<string | null>;
  /** Calls `listener` after every sign-in. Returns a function that unsubscribes. */
  subscribe(listener: (signedIn: { signInId: string; subject: string }) => void): () => void;
}

/** Creates a simulated bot token service of Bot Framework: `Request -> Response`. */
export function botTokenService(options: BotTokenServiceOptions = {}): BotTokenService {
  const { url = 'https://token.botframework.com/api/sas/postToken', lifetime = 60, faults, random = Math.random } = options;
  const { verifyToken = (token) => (token === '' ? null : 'customer') } = options;
  const urls = createBotTokenUrls(url, random);
  const signedIn = new Map<string, string>();
  const listeners = new Set<(signedIn: { signInId: string; subject: string }) => void>();

  async function post(request: Request): Promise<Response> {
    if (request.method === 'OPTIONS') return answer(204);
    if (request.method !== 'POST') return answer(405);
    const parts = urls.read(new URL(request.url));
    if (!parts) return answer(403);
    if (parts.expiry * 1000 <= Date.now()) return answer(401);
    const signInId = parts.state;
    if (signedIn.has(signInId)) return answer(404);
    const token = await readToken(request, faults?.get().botTokenBody ?? options.requiredBody);
    const subject = token === null ? null : await readSubject(token, signInId);
    if (subject === null) return answer(400);
    if (signedIn.has(signInId)) return answer(404);
    signedIn.set(signInId, subject);
    for (const listener of [...listeners]) listener({ signInId, subject });
    return answer(200);
  }

  const readSubject = async (token: string, signInId: string) => {
    try {
      return await verifyToken(token, { signInId });
    } catch {
      return null;
    }
  };

  const subscribe: BotTokenService['subscribe'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    fetch: withFault(post, () => faults?.get().botTokenService, random),
    issue(signInId = crypto.randomUUID()) {
      const expiry = Math.floor(Date.now() / 1000) + lifetime;
      const sasUrl = new URL(urls.create({ state: signInId, expiry }));
      const host = faults?.get().botTokenHost;
      if (host !== undefined) sasUrl.host = host;
      return { signInId, sasUrl: sasUrl.href, expiresAt: expiry * 1000 };
    },
    whenSignedIn: ({ signInId, expiresAt }, signal) =>
      new Promise((resolve, reject) => {
        const known = signedIn.get(signInId);
        if (known !== undefined) return resolve(known);
        const end = (settle: () => void) => {
          clearTimeout(timer);
          unsubscribe();
          signal.removeEventListener('abort', abort);
          settle();
        };
        const abort = () => end(() => reject(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError')));
        const unsubscribe = subscribe((event) => event.signInId === signInId && end(() => resolve(event.subject)));
        const timer = setTimeout(() => end(() => resolve(null)), expiresAt - Date.now());
        signal.addEventListener('abort', abort, { once: true });
        if (signal.aborted) abort();
      }),
    subscribe,
  };
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '600',
};

const answer = (status: number) => new Response(null, { status, headers: cors });

async function readToken(request: Request, required: BotTokenServiceOptions['requiredBody']): Promise<string | null> {
  try {
    const { token, type } = Object(await request.json()) as { token?: unknown; type?: unknown };
    const form = type === 'TokenExchangeRequest' ? 'token-exchange' : 'token';
    if (required && form !== required) return null;
    return typeof token === 'string' && token !== '' ? token : null;
  } catch {
    return null;
  }
}
