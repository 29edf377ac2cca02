import { isGuid, signToken, userClaims, type AuthToken, type LiveChatUser } from './auth-token.js';
import { exchangeOf, type Answer, type Exchange } from './exchange.js';
import { safeNotice } from './notice.js';
import { problem } from './problem.js';
import { createPublicKeyEndpoint } from './public-key-endpoint.js';
import { createTokenEndpoint } from './token-endpoint.js';
import { createTokenReuse } from './token-reuse.js';
import { readSettings, type TokenServiceOptions } from './token-service-options.js';

/** A token endpoint and a public key endpoint. */
export interface TokenService {
  /** Answers any request; other paths get 404. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** The same for adapters without a `Request`: a prebuilt answer comes at once. Never rejects. */
  answer(exchange: Exchange): Answer | Promise<Answer>;
  /** Whether a path is one of the service's two. */
  owns(path: string): boolean;
  /**
   * Signs a token for this user, or gives the one it has where `reuse` allows.
   * @throws LiveChatUserError when the user cannot be put into a token, KeysUnavailableError when there is no key.
   */
  signAuthToken(user: LiveChatUser): Promise<string>;
}

/** Power Pages' own paths, as a preset: `createTokenService({ ...powerPagesPaths, issuer, keyRing, getUser })`. */
export const powerPagesPaths = { tokenPath: '/_services/auth/token', publicKeyPath: '/_services/auth/publickey' } as const;

/**
 * A token service for Microsoft's chat authentication settings, as a Web-standard handler.
 * @throws TypeError or RangeError for options that cannot work, saying what to write instead.
 * @example
 * const service = createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing(), getUser: (request) => userOfSession(request) });
 * http.createServer(toNodeListener(service)).listen(8080);
 */
export function createTokenService(options: TokenServiceOptions): TokenService {
  const { keyRing } = options;
  const onNotice = safeNotice(options.onNotice);
  const settings = readSettings(options);
  const reuse = settings.reuseLimit > 0 ? createTokenReuse(settings.reuseLimit, settings.tokenLifetime * 1000) : null;
  let toldAboutSubject = false;

  async function issue(user: LiveChatUser): Promise<AuthToken> {
    const claims = userClaims(user);
    if (!toldAboutSubject && !isGuid(user.sub)) {
      toldAboutSubject = true;
      onNotice({
        code: 'subject-not-guid',
        message: 'A sub is no GUID, so Omnichannel cannot link the contact or account record to the conversation.',
      });
    }
    const signer = await keyRing.signingKey();
    const make = async (): Promise<AuthToken> => signToken(claims, signer, settings);
    return reuse ? reuse.get(claims, signer.kid, make) : make();
  }

  const tokens = createTokenEndpoint({
    getUser: (request) => options.getUser(request),
    issue,
    allowedOrigins: settings.allowedOrigins,
    onNotice,
  });
  const publicKeys = createPublicKeyEndpoint({
    keyRing,
    publicKeyFormat: settings.publicKeyFormat,
    publicKeyMaxAge: settings.publicKeyMaxAge,
  });

  function answer(exchange: Exchange): Answer | Promise<Answer> {
    if (exchange.path === settings.tokenPath) return tokens(exchange);
    if (exchange.path !== settings.publicKeyPath) return problem('not-found');
    const given = publicKeys(exchange);
    return given instanceof Promise ? given.catch(withoutKeys) : given;
  }

  function withoutKeys(cause: unknown): Answer {
    onNotice({ code: 'signing-failed', message: 'The public keys could not be served.', cause });
    return problem('keys-unavailable', { 'retry-after': '5' });
  }

  return {
    answer,
    owns: (path) => path === settings.tokenPath || path === settings.publicKeyPath,
    async fetch(request) {
      const { status, headers, body } = await answer(exchangeOf(request));
      return new Response(body, { status, headers });
    },
    signAuthToken: async (user) => (await issue(user)).token,
  };
}
