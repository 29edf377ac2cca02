import { decodeJwt, importSPKI, jwtVerify } from 'jose';
import { expect } from 'vitest';

/** The answer of a worker runtime as plain data. */
export interface WorkerAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends one request into the runtime. */
export type AskWorker = (path: string, init?: { method?: string; headers?: Record<string, string> }) => Promise<WorkerAnswer>;

/** Checks tokens, public keys and refusals of the service in a runtime. */
export async function checkServiceIn(ask: AskWorker): Promise<void> {
  expect((await ask('/auth/token')).status).toBe(401);
  for (const keys of ['storage', 'secret']) {
    const headers = { cookie: 'session=bert', 'x-keys': keys };
    const answer = await ask('/auth/token', { method: 'POST', headers });
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    const document = await ask('/auth/publickey', { headers });
    expect(document).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
    // The runtime has a clock of its own.
    const currentDate = new Date((decodeJwt(answer.body).iat ?? 0) * 1000);
    const key = await importSPKI(document.body, 'RS256');
    const { payload } = await jwtVerify(answer.body, key, { issuer: 'contosohelp.com', currentDate });
    expect(payload.sub).toBe('87b4d06c-abc2-e811-a9b0-000d3a10e09e');
    const etag = document.headers['etag'] ?? '';
    expect((await ask('/auth/publickey', { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304);
  }
  const foreign = await ask('/auth/token', { headers: { cookie: 'session=bert', origin: 'https://evil.example' } });
  expect(foreign.status).toBe(403);
}
