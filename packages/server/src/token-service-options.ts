import type { LiveChatUser, TokenSettings } from './tokens/auth-token.js';
import type { KeyRing } from './keys/key-ring.js';
import type { OnNotice } from './notice.js';
import type { PublicKeyFormat } from './keys/public-key-endpoint.js';

/** Options of `createTokenService`. */
export interface TokenServiceOptions {
  /** The `iss` claim: the domain of the portal, e.g. 'contosohelp.com'. */
  issuer: string;
  /** The keys: `createKeyRing` or `createFixedKeyRing`. */
  keyRing: KeyRing;
  /**
   * Returns the user of a request according to the session of the portal, or null when no user is signed in. When it throws, the
   * caller gets 500.
   */
  getUser(request: Request): LiveChatUser | null | Promise<LiveChatUser | null>;
  /** Seconds that `getUser` may take, 1 to 60. After that the caller gets 503. Default 8, because the widget waits at most 10 seconds. */
  getUserTimeout?: number | undefined;
  /** Lifetime of a token in seconds, 1 to 3,600. Default 900. */
  tokenLifetime?: number | undefined;
  /** Seconds by which `nbf` is earlier than `iat`, 0 to 300, for validators whose clock is slow. Default 30. */
  clockSkew?: number | undefined;
  /** Other origins whose pages may request tokens with the user's cookies. Exact origins, no wildcards. Default: none. */
  allowedOrigins?: readonly string[] | undefined;
  /** Path of the token endpoint. Letter case and a slash at the end do not matter. Default '/auth/token'. */
  tokenPath?: string | undefined;
  /** Path of the public key endpoint. Letter case and a slash at the end do not matter. Default '/auth/publickey'. */
  publicKeyPath?: string | undefined;
  /** Format of the public key document. Default 'auto'. */
  publicKeyFormat?: PublicKeyFormat | undefined;
  /** Seconds for which the public keys may be cached, 0 to 86,400. Default 300. Keep it below the ring's `publishAhead`. */
  publicKeyMaxAge?: number | undefined;
  /**
   * True: a user who requests a token again in the first half of its lifetime gets the same token. Default true, for the 10,000 most
   * recent users.
   */
  reuse?: boolean | { limit: number } | undefined;
  /** Receives problems that the caller does not see. Default: one line on `console.warn`. */
  onNotice?: OnNotice | undefined;
}

/** The checked options with their defaults. */
export interface TokenServiceSettings extends TokenSettings {
  allowedOrigins: readonly string[];
  tokenPath: string;
  publicKeyPath: string;
  publicKeyFormat: PublicKeyFormat;
  publicKeyMaxAge: number;
  reuseLimit: number;
  /** Seconds. */
  getUserTimeout: number;
}

const longestLifetime = 3_600;

/** Returns the settings. @throws TypeError or RangeError for options that cannot work. The message says what to write instead. */
export function readSettings(options: TokenServiceOptions): TokenServiceSettings {
  const { issuer, keyRing, getUser, reuse = true } = options;
  if (typeof issuer !== 'string' || issuer === '')
    throw new TypeError("createTokenService: issuer must be a string, e.g. 'contosohelp.com'.");
  if (typeof keyRing?.signingKey !== 'function')
    throw new TypeError('createTokenService: keyRing is missing. Write keyRing: createKeyRing().');
  if (typeof getUser !== 'function')
    throw new TypeError(
      'createTokenService: getUser must be a function that returns the signed-in user, e.g. getUser: (request) => userOfSession(request).',
    );
  const tokenLifetime = whole('tokenLifetime', options.tokenLifetime ?? 900, 1, longestLifetime);
  if (keyRing.retention !== undefined && keyRing.retention < tokenLifetime) {
    throw new RangeError(
      `createTokenService: the key ring's retention (${keyRing.retention} s) must be at least tokenLifetime (${tokenLifetime} s).`,
    );
  }
  const tokenPath = path('tokenPath', options.tokenPath ?? '/auth/token');
  const publicKeyPath = path('publicKeyPath', options.publicKeyPath ?? '/auth/publickey');
  if (tokenPath.toLowerCase() === publicKeyPath.toLowerCase())
    throw new TypeError('createTokenService: tokenPath and publicKeyPath must differ.');
  return {
    issuer,
    tokenLifetime,
    tokenPath,
    publicKeyPath,
    getUserTimeout: whole('getUserTimeout', options.getUserTimeout ?? 8, 1, 60),
    clockSkew: whole('clockSkew', options.clockSkew ?? 30, 0, 300),
    allowedOrigins: options.allowedOrigins ?? [],
    publicKeyFormat: options.publicKeyFormat ?? 'auto',
    publicKeyMaxAge: whole('publicKeyMaxAge', options.publicKeyMaxAge ?? 300, 0, 86_400),
    reuseLimit: typeof reuse === 'object' ? whole('reuse.limit', reuse.limit, 1, 10_000_000) : reuse ? 10_000 : 0,
  };
}

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`createTokenService: ${name} must be a whole number from ${least} to ${most}, not ${value}.`);
}

function path(name: string, value: string): string {
  const base = 'http://localhost';
  if (URL.canParse(value, base) && new URL(value, base).pathname === value) return value;
  throw new TypeError(`createTokenService: ${name} must be a path such as '/auth/token', without a query.`);
}
