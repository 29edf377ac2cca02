import { decodeJwt, importSPKI, jwtVerify, type JWTPayload } from 'jose';
import { vi } from 'vitest';
import { createFixedKeyRing, createTokenService, generateKeyPair } from './index.js';
import type { LiveChatUser, Notice, TokenService, TokenServiceOptions } from './index.js';

// Processes and RSA keys take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Microsoft's own example of a contact. */
export const bert: LiveChatUser = { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e' };

/** One pair for the whole file: making one takes longer than most tests. */
export const pair = await generateKeyPair();

export interface TestService {
  service: TokenService;
  notices: Notice[];
  /** Calls the token endpoint. */
  token(headers?: Record<string, string>, method?: string): Promise<Response>;
}

/** A service with a fixed key that knows Bert; notices are collected. */
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

/** The claims of a token that the pair's public key verifies. */
export async function verify(token: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, await importSPKI(pair.publicKey, 'RS256'), {
    algorithms: ['RS256'],
    currentDate: new Date((decodeJwt(token).iat ?? 0) * 1000),
  });
  return payload;
}
