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

/** Everything outside the page: the portal's server, Bot Framework, and the network. */
export interface World {
  faults: FaultBoard;
  botTokens: ReturnType<typeof botTokenService>;
  /** The user of the portal's session. */
  session: string | null;
  /** The user changed: the outcomes of the previous user's cards are forgotten. */
  userChanged(): void;
  /** HTTP statuses of the posts for that sign-in id that the page received. */
  postsOf(signInId: string): readonly number[];
  fetchPublicKey(request: Request): Promise<Response>;
  /** The page's `fetch`. */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
}

const hides = (status: number) => status === 200 || status === 202 || status === 404;

/** Checks that the page fetches one token at a time, posts to allowed hosts only, and posts no token again after success. */
export function createWorld(issuer: TestIssuer, random: Random, violations: Violations): World {
  const faults = createFaultBoard();
  const botTokens = botTokenService({ faults, random: random.next });
  const posts = new Map<string, number[]>();
  /** Sign-in ids that succeeded for the present user. */
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

  async function requestToken(request: Request): Promise<Response> {
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
    // The page does not receive the response of an aborted fetch.
    if (request.signal.aborted) return response;
    posts.set(signInId, [...(posts.get(signInId) ?? []), response.status]);
    if (response.status === 200) done.add(signInId);
    return response;
  }

  const world: World = {
    faults,
    botTokens,
    session: null,
    userChanged: () => done.clear(),
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
        if (host === 'portal.example' && pathname === '/auth/token') return requestToken(request);
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

/** Returns true when the service responded to a post for this card with a status that allows the page to hide the card. */
export const mayHide = (world: World, signInId: string): boolean => world.postsOf(signInId).some(hides);
