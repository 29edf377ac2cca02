import { http, HttpResponse, type HttpHandler } from 'msw';
import { botTokenService, type BotTokenService } from './bot/bot-token-service.js';
import type { FaultBoard } from './faults/fault-board.js';
import { spoilToken } from './faults/spoil-token.js';
import { NetworkFailure, withFault, type EndpointFault } from './faults/with-fault.js';
import { createTestIssuer, type TestClaims, type TestIssuer } from './test-issuer.js';

/** Options of `handlers`. */
export interface HandlersOptions {
  /** The issuer that signs tokens and publishes its key. Default: one whose keys are created at the first request. */
  issuer?: TestIssuer | Promise<TestIssuer> | undefined;
  /** Returns the claims of the signed-in user. Null: no user is signed in, and the token endpoint responds 401. Default: Microsoft's example contact. */
  getUser?: ((request: Request) => TestClaims | null) | undefined;
  /** URL of the token endpoint, for GET and POST. Default: '/auth/token' on any host. */
  tokenUrl?: string | undefined;
  /** URL of the public key. Default: '/auth/publickey' on any host. */
  publicKeyUrl?: string | undefined;
  /** The service that receives bot tokens. Default: a new one. */
  botTokenService?: BotTokenService | undefined;
  /** URL to which bot tokens are posted. Default: '/api/sas/postToken' on any host. */
  botTokenUrl?: string | undefined;
  /** Faults to simulate: see `scenarios`. */
  faults?: FaultBoard | undefined;
  /** Returns a number from 0 up to 1, for lost requests. Default Math.random. */
  random?: (() => number) | undefined;
}

/**
 * Returns MSW request handlers for the portal's token and public key endpoints and for the bot token service.
 * @example
 * const server = setupServer(...handlers({ issuer, getUser: () => ({ sub: contactId }) }));
 */
export function handlers(options: HandlersOptions = {}): HttpHandler[] {
  const { getUser = () => ({}), faults, random, tokenUrl = '*/auth/token', publicKeyUrl = '*/auth/publickey' } = options;
  const { botTokenUrl = '*/api/sas/postToken', botTokenService: service = botTokenService(faults ? { faults } : {}) } = options;
  let issuer = options.issuer;
  const getIssuer = () => (issuer ??= createTestIssuer());

  async function answerToken(request: Request): Promise<Response> {
    const user = getUser(request);
    if (!user) return new HttpResponse(null, { status: 401 });
    const { sign } = await getIssuer();
    const token = await sign(user);
    const fault = faults?.get().token;
    return text(
      fault
        ? await spoilToken(token, fault, (claims) => sign({ iat: undefined, nbf: undefined, exp: undefined, sub: undefined, ...claims }))
        : token,
    );
  }
  const answerPublicKey = async () => text((await getIssuer()).publicKey);

  /** Wraps a handler so that it simulates the current fault. */
  const answering = (handler: (request: Request) => Promise<Response>, fault: () => EndpointFault | undefined) => {
    const faulty = withFault(handler, fault, random);
    return async ({ request }: { request: Request }): Promise<Response> => {
      try {
        return await faulty(request);
      } catch (error) {
        if (error instanceof NetworkFailure || request.signal.aborted) return HttpResponse.error();
        throw error;
      }
    };
  };

  return [
    http.all(
      tokenUrl,
      answering(answerToken, () => faults?.get().tokenEndpoint),
    ),
    http.get(
      publicKeyUrl,
      answering(answerPublicKey, () => faults?.get().publicKeys),
    ),
    // The service simulates its faults itself.
    http.all(
      botTokenUrl,
      answering(
        (request) => service.fetch(request),
        () => undefined,
      ),
    ),
  ];
}

/** Options of `powerPagesHandlers`. */
export interface PowerPagesHandlersOptions extends HandlersOptions {
  /** URL of the sign-in page. Default: '/SignIn' on any host. */
  signInUrl?: string | undefined;
}

/**
 * Returns MSW request handlers for a Power Pages portal: its paths, and its answers to an anonymous visitor. A request with the header
 * `X-Requested-With: XMLHttpRequest` gets status 200 and a header `X-Responded-JSON` with status 401. Any other request is
 * redirected to the sign-in page.
 * @example
 * const server = setupServer(...powerPagesHandlers({ getUser: () => null }));
 */
export function powerPagesHandlers(options: PowerPagesHandlersOptions = {}): HttpHandler[] {
  const { tokenUrl = '*/_services/auth/token', publicKeyUrl = '*/_services/auth/publickey', getUser = () => ({}) } = options;
  const { signInUrl = '*/SignIn' } = options;
  const anonymous = (request: Request) => {
    const { pathname, search, origin } = new URL(request.url);
    const signIn = new URL(signInUrl.replace(/^\*/, ''), origin);
    signIn.searchParams.set('returnUrl', pathname + search);
    if (request.headers.get('x-requested-with') !== 'XMLHttpRequest') return HttpResponse.redirect(signIn.href, 302);
    return new HttpResponse(null, { headers: { 'X-Responded-JSON': JSON.stringify({ status: 401, headers: { location: signIn.href } }) } });
  };
  return [
    http.all(tokenUrl, ({ request }) => (getUser(request) ? undefined : anonymous(request))),
    http.get(signInUrl, () => HttpResponse.html('<!doctype html><title>Sign in</title>')),
    ...handlers({ ...options, tokenUrl, publicKeyUrl }),
  ];
}

const text = (body: string) => new HttpResponse(body, { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
