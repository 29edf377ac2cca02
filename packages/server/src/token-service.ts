import { isGuid } from '@lcw-auth/core/claims';
import { signToken, userClaims, type AuthToken, type LiveChatUser } from './tokens/auth-token.js';
import type { Answer, Answerer } from './http/answer.js';
import { safeNotice } from './notice.js';
import { problem } from './http/problem.js';
import { createPublicKeyEndpoint } from './keys/public-key-endpoint.js';
import { createTokenEndpoint } from './tokens/token-endpoint.js';
import { createTokenReuse } from './tokens/token-reuse.js';
import { readSettings, type TokenServiceOptions } from './token-service-options.js';

/** A token endpoint and a public key endpoint. */
export interface TokenService {
  /** Answers any request. Paths other than the two endpoints get 404. Never rejects. */
  fetch(this: void, request: Request): Promise<Response>;
  /** Returns true for the paths of the two endpoints. Letter case and a slash at the end do not matter. */
  owns(path: string): boolean;
  /**
   * Signs a token for a user, or returns the user's current token when `reuse` allows it.
   * @throws LiveChatUserError when the user cannot be put into a token.
   * @throws KeysUnavailableError when no key can sign.
   */
  signAuthToken(user: LiveChatUser): Promise<string>;
}

/** The paths of Power Pages, as a preset: `createTokenService({ ...powerPagesPaths, issuer, keyRing, getUser })`. */
export const powerPagesPaths = { tokenPath: '/_services/auth/token', publicKeyPath: '/_services/auth/publickey' } as const;

/**
 * Creates a token service for Microsoft's chat authentication settings: a handler from a standard `Request` to a `Response`.
 * @throws TypeError or RangeError for options that cannot work. The message says what to write instead.
 * @example
 * const service = createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing(), getUser: (request) => userOfSession(request) });
 * http.createServer(toNodeListener(service)).listen(8080);
 */
export function createTokenService(options: TokenServiceOptions): TokenService {
  const { keyRing } = options;
  const onNotice = safeNotice(options.onNotice);
  const settings = readSettings(options);
  const [tokenPath, publicKeyPath] = [comparable(settings.tokenPath), comparable(settings.publicKeyPath)];
  const reuse = settings.reuseLimit > 0 ? createTokenReuse(settings.reuseLimit, settings.tokenLifetime * 1000) : null;
  let hasReportedSubject = false;

  async function issue(user: LiveChatUser): Promise<AuthToken> {
    const claims = userClaims(user);
    if (!hasReportedSubject && !isGuid(user.sub)) {
      hasReportedSubject = true;
      onNotice({
        code: 'subject-not-guid',
        message: 'A sub is not a GUID, so Omnichannel cannot link the contact or account record to the conversation.',
      });
    }
    const signer = await keyRing.signingKey();
    const make = async (): Promise<AuthToken> => signToken(claims, signer, settings);
    return reuse ? reuse.get(claims, signer.kid, make) : make();
  }

  const tokens = createTokenEndpoint({
    getUser: (request) => options.getUser(request),
    getUserTimeout: settings.getUserTimeout * 1000,
    issue,
    allowedOrigins: settings.allowedOrigins,
    onNotice,
  });
  const publicKeys = createPublicKeyEndpoint({
    keyRing,
    publicKeyFormat: settings.publicKeyFormat,
    publicKeyMaxAge: settings.publicKeyMaxAge,
  });

  async function answer(request: Request): Promise<Answer> {
    const path = comparable(new URL(request.url).pathname);
    if (path === tokenPath) return tokens(request);
    if (path !== publicKeyPath) return problem('not-found');
    try {
      return await publicKeys(request);
    } catch (cause) {
      onNotice({ code: 'signing-failed', message: 'The public keys could not be served. The caller got 503.', cause });
      return problem('keys-unavailable', { 'retry-after': '5' });
    }
  }

  async function respond(request: Request): Promise<Response> {
    const { status, headers, body } = await answer(request);
    return new Response(body, { status, headers });
  }
  answerers.set(respond, answer);

  return {
    fetch: respond,
    owns: (path) => [tokenPath, publicKeyPath].includes(comparable(path)),
    signAuthToken: async (user) => (await issue(user)).token,
  };
}

// Node sends an answer several times faster without a Response and its stream.
const answerers = new WeakMap<TokenService['fetch'], Answerer>();

/** Returns the function behind the `fetch` of a service, or undefined when the app has wrapped `fetch`. */
export function answererOf({ fetch }: TokenService): Answerer | undefined {
  return answerers.get(fetch);
}

// Administrators type these paths by hand, and some servers add a slash.
function comparable(path: string): string {
  return path.toLowerCase().replace(/\/+$/, '');
}
