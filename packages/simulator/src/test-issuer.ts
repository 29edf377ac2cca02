import { base64url, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { checkContext, type ContextValue } from '@lcw-auth/core/claims';
import { foreignToken } from './foreign-token.js';
import type { ChatAuthenticationSetting } from './omnichannel/chat-authentication-setting.js';

/** Claims of a test token. Times are seconds since the epoch, as in a JWT. A claim that is undefined is left out. */
export type TestClaims = Record<string, unknown> & {
  /** Default: the GUID of Microsoft's example. */
  sub?: string | undefined;
  iss?: string | undefined;
  /** Default: now. */
  iat?: number | undefined;
  /** Default: now + 900. */
  exp?: number | undefined;
  nbf?: number | undefined;
};

/** Options of `sign`. */
export interface TestTokenOptions {
  /** Context variables, which become the string `lwicontexts`. */
  context?: Record<string, ContextValue> | undefined;
  /**
   * 'foreign': the published key does not verify the signature. 'HS256': the token is signed with a shared secret. 'none': the
   * token is not signed. Default 'RS256'.
   */
  signedWith?: 'RS256' | 'HS256' | 'foreign' | 'none' | undefined;
  /** The header's kid. Default: the issuer's. Null leaves it out. */
  kid?: string | null | undefined;
}

/** A portal's key pair and token service in one object, for tests. The keys exist only in memory. */
export interface TestIssuer {
  /** The key's id, in the header of tokens and in the list form. */
  readonly kid: string;
  /** The body of the public key endpoint: one PEM. */
  readonly publicKey: string;
  /** The same key in the list form, with this issuer's kid and an expiry in one day. */
  readonly publicKeyList: string;
  /** The URL for which `fetch` returns the public key. */
  readonly publicKeyUrl: string;
  /** Returns a JWT with complete claims. A token of `sign()` is valid for 15 minutes. */
  sign(claims?: TestClaims, options?: TestTokenOptions): Promise<string>;
  /** Returns a token that expired a minute ago. */
  signExpired(claims?: TestClaims): Promise<string>;
  /** Returns a setting with this issuer's public key URL and the client function `auth.getAuthenticationToken`, the library's default. */
  setting(changes?: Partial<ChatAuthenticationSetting>): ChatAuthenticationSetting;
  /** Returns the public key for `publicKeyUrl`, and status 404 for other URLs. Use it as the simulator's option `fetch`. */
  fetch(request: Request): Promise<Response>;
}

/** Options of `createTestIssuer`. */
export interface TestIssuerOptions {
  /** The `iss` claim. Default 'https://portal.example'. */
  issuer?: string | undefined;
  /** Default 'test-key'. */
  kid?: string | undefined;
  /** Default '<issuer>/auth/publickey'. */
  publicKeyUrl?: string | undefined;
  /** RSA bits. Default 2,048. */
  modulusLength?: number | undefined;
}

const exampleSubject = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';

/**
 * Creates an RS256 key pair and signs tokens with it.
 * @example
 * const issuer = await createTestIssuer();
 * const simulator = createLiveChatSimulator({ setting: issuer.setting(), fetch: issuer.fetch });
 */
export async function createTestIssuer(options: TestIssuerOptions = {}): Promise<TestIssuer> {
  const { issuer = 'https://portal.example', kid = 'test-key', modulusLength = 2048 } = options;
  const publicKeyUrl = options.publicKeyUrl ?? `${issuer}/auth/publickey`;
  const pair = await generateKeyPair('RS256', { modulusLength, extractable: true });
  const publicKey = await exportSPKI(pair.publicKey);

  const sign: TestIssuer['sign'] = async (claims = {}, { context, signedWith = 'RS256', kid: headerKid = kid } = {}) => {
    const payload = tokenPayload(issuer, claims, context);
    const header = { typ: 'JWT', ...(headerKid === null ? {} : { kid: headerKid }) };
    if (signedWith === 'none') return `${encode({ alg: 'none', ...header })}.${encode(payload)}.`;
    if (signedWith === 'foreign') return foreignToken(payload, header);
    const jwt = new SignJWT(payload);
    if (signedWith === 'HS256')
      return jwt.setProtectedHeader({ alg: 'HS256', ...header }).sign(new TextEncoder().encode('a shared secret of 32 bytes or so'));
    return jwt.setProtectedHeader({ alg: 'RS256', ...header }).sign(pair.privateKey);
  };

  return {
    kid,
    publicKey,
    get publicKeyList() {
      return JSON.stringify([{ kid, publicKey: btoa(publicKey), expiry: seconds() + 86_400 }]);
    },
    publicKeyUrl,
    sign,
    signExpired: (claims = {}) => sign({ iat: seconds() - 960, exp: seconds() - 60, ...claims }),
    setting: (changes = {}) => ({
      name: 'Portal sign-in',
      owner: 'Portal team',
      publicKeyUrl,
      javascriptClientFunction: 'auth.getAuthenticationToken',
      ...changes,
    }),
    fetch: (request) => {
      const found = request.url === publicKeyUrl;
      return Promise.resolve(
        found ? new Response(publicKey, { headers: { 'content-type': 'text/plain' } }) : new Response('Not found', { status: 404 }),
      );
    },
  };
}

const seconds = () => Math.floor(Date.now() / 1000);

const encode = (value: object) => base64url.encode(JSON.stringify(value));

function tokenPayload(iss: string, claims: TestClaims, context: Record<string, ContextValue> | undefined): JWTPayload {
  const problem = context && checkContext(context);
  if (problem) throw new TypeError(`createTestIssuer: ${problem}. To test a wrong context, pass the claim lwicontexts instead.`);
  const iat = seconds();
  const all = {
    iss,
    sub: exampleSubject,
    iat,
    nbf: iat,
    exp: iat + 900,
    ...(context && { lwicontexts: JSON.stringify(context) }),
    ...claims,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
