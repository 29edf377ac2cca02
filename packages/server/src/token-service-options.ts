import type { TokenSettings } from './auth-token.js';
import type { PublicKeyFormat } from './public-key-endpoint.js';
import type { TokenServiceOptions } from './token-service.js';

/** The options with their defaults, checked. */
export interface TokenServiceSettings extends TokenSettings {
  allowedOrigins: readonly string[];
  tokenPath: string;
  publicKeyPath: string;
  publicKeyFormat: PublicKeyFormat;
  publicKeyMaxAge: number;
  reuseLimit: number;
}

const longestLifetime = 3_600;

/** @throws TypeError or RangeError for options that cannot work, saying what to write instead. */
export function readSettings(options: TokenServiceOptions): TokenServiceSettings {
  const { issuer, keyRing, reuse = true } = options;
  if (typeof issuer !== 'string' || issuer === '')
    throw new TypeError("createTokenService: issuer must be a string, e.g. 'contosohelp.com'.");
  const tokenLifetime = whole('tokenLifetime', options.tokenLifetime ?? 900, 1, longestLifetime);
  if (keyRing.retention !== undefined && keyRing.retention < tokenLifetime) {
    throw new RangeError(
      `createTokenService: the key ring's retention (${keyRing.retention} s) must be at least tokenLifetime (${tokenLifetime} s).`,
    );
  }
  const tokenPath = path('tokenPath', options.tokenPath ?? '/auth/token');
  const publicKeyPath = path('publicKeyPath', options.publicKeyPath ?? '/auth/publickey');
  if (tokenPath === publicKeyPath) throw new TypeError('createTokenService: tokenPath and publicKeyPath must differ.');
  return {
    issuer,
    tokenLifetime,
    tokenPath,
    publicKeyPath,
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
  if (value.startsWith('/') && URL.canParse(value, 'http://localhost') && new URL(value, 'http://localhost').pathname === value)
    return value;
  throw new TypeError(`createTokenService: ${name} must be a path such as '/auth/token', without a query.`);
}
