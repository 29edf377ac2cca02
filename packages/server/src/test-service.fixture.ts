import { decodeJwt, importSPKI, jwtVerify, type JWTPayload } from 'jose';
import { createFixedKeyRing, createTokenService, generateKeyPair } from './index.js';
import type { LiveChatUser, Notice, TokenService, TokenServiceOptions } from './index.js';

/** The contact from Microsoft's example. */
export const bert: LiveChatUser = { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e' };

/** One pair for the whole file, because creating one takes longer than most tests. */
export const pair = await generateKeyPair();

export interface TestService {
  service: TokenService;
  notices: Notice[];
  /** Sends a request to the token endpoint. */
  token(headers?: Record<string, string>, method?: string): Promise<Response>;
}

/** Creates a service with a fixed key for which Bert is signed in. Its notices are collected. */
export function createTestService(options: Partial<TokenServiceOptions> = {}): TestService {
  const notices: Notice[] = [];
  const service = createTokenService({
    issuer: 'contosohelp.com',
    keyRing: createFixedKeyRing({ keys: [pair.privateKey] }),
    getUser: () => bert,
    onNotice: (notice) => notices.push(notice),
    ...options,
  });
  return {
    service,
    notices,
    token: async (headers = {}, method = 'GET') => service.fetch(new Request('https://shop.example.com/auth/token', { method, headers })),
  };
}

/** Verifies a token with the public key of the pair and returns its claims. */
export async function verify(token: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, await importSPKI(pair.publicKey, 'RS256'), {
    algorithms: ['RS256'],
    currentDate: new Date((decodeJwt(token).iat ?? 0) * 1000),
  });
  return payload;
}
