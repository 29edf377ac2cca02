import {
  botTokenService,
  createFaultBoard,
  NetworkFailure,
  spoilToken,
  withFault,
  type FaultBoard,
  type TestIssuer,
} from '@lcw-auth/simulator';
import type { Random } from './random.js';
import type { Violations } from './violations.js';

/** Everything outside the page: the portal's server, Bot Framework, and the network between. */
export interface World {
  faults: FaultBoard;
  botTokens: ReturnType<typeof botTokenService>;
  /** Who has a session at the portal. */
  session: string | null;
  /** Another person, or nobody, from now on: what the last one's cards came to is theirs. */
  personChanged(): void;
  /** HTTP statuses with which tokens posted for that sign-in id were answered, as far as the page heard. */
  postsOf(signInId: string): readonly number[];
  fetchPublicKey(request: Request): Promise<Response>;
  /** The page's `fetch`. */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
}

const hides = (status: number) => status === 200 || status === 202 || status === 404;

/** Holds: one token fetch at a time; no POST to a host that is not allowed; no second POST after success. */
export function createWorld(issuer: TestIssuer, random: Random, violations: Violations): World {
  const faults = createFaultBoard();
  const botTokens = botTokenService({ faults, random: random.next });
  const posts = new Map<string, number[]>();
  /** Sign-in ids that are done, for the person who is signed in. */
  const done = new Set<string>();
  let fetching = 0;

  const signToken = withFault(
    async () => {
      const { session } = world;
      if (session === null) return new Response(null, { status: 401 });
      const now = Math.floor((Date.now() + (faults.get().portalClockAhead ?? 0)) / 1000);
      const token = await issuer.sign({ sub: session, iat: now, nbf: now, exp: now + 900 });
      const fault = faults.get().token;
      const sign = (claims: object) => issuer.sign({ iat: undefined, nbf: undefined, exp: undefined, sub: undefined, ...claims });
      return new Response(fault ? await spoilToken(token, fault, sign) : token);
    },
    () => faults.get().tokenEndpoint,
    random.next,
  );

  async function askForToken(request: Request): Promise<Response> {
    let counted = true;
    const end = () => {
      if (counted) fetching -= 1;
      counted = false;
    };
    fetching += 1;
    request.signal.addEventListener('abort', end);
    if (fetching > 1) violations.report('One token fetch at a time', `${fetching}`);
    return signToken(request).finally(end);
  }

  async function postBotToken(request: Request): Promise<Response> {
    const signInId = new URL(request.url).searchParams.get('state') ?? '';
    if (done.has(signInId)) violations.report('No POST for a sign-in id after success');
    const response = await botTokens.fetch(request);
    // What an aborted fetch would have said, nobody hears.
    if (request.signal.aborted) return response;
    posts.set(signInId, [...(posts.get(signInId) ?? []), response.status]);
    if (response.status === 200) done.add(signInId);
    return response;
  }

  const world: World = {
    faults,
    botTokens,
    session: null,
    personChanged: () => done.clear(),
    postsOf: (signInId) => posts.get(signInId) ?? [],
    fetchPublicKey: withFault(issuer.fetch, () => faults.get().publicKeys, random.next),
    async fetch(input, init) {
      const request = new Request(new URL(input instanceof Request ? input.url : input, 'https://portal.example'), init);
      const { host, pathname } = new URL(request.url);
      const aborted = new Promise<never>((_resolve, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
      });
      aborted.catch(() => undefined);
      const answer = () => {
        if (host === 'portal.example' && pathname === '/auth/token') return askForToken(request);
        if (host === 'token.botframework.com') return postBotToken(request);
        violations.report('Nothing is sent to a host that is not allowed', host);
        return Promise.reject(new NetworkFailure());
      };
      request.signal.throwIfAborted();
      return Promise.race([answer(), aborted]);
    },
  };
  return world;
}

/** Did the service say, for this very card, that it may be hidden? */
export const mayHide = (world: World, signInId: string): boolean => world.postsOf(signInId).some(hides);
