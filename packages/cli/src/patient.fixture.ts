import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFixedKeyRing, createTokenService, generateKeyPair, toNodeListener, type TokenServiceOptions } from '@lcw-auth/server';
import { vi } from 'vitest';
import { runInProcess } from './terminal.fixture.js';

// Processes and RSA keys take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

export const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
export const pair = await generateKeyPair();
export const other = await generateKeyPair();
export const session = 'Cookie: session=very-secret';

/** RSA 1024 and EC, which RS256 cannot use. */
export const weak = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
export const ec = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A portal as it should be, whose parts a test replaces by sick ones. */
export interface PortalParts {
  token?: Handler;
  publicKey?: Handler;
  service?: Partial<TokenServiceOptions>;
}

/** The findings of the doctor, by check. */
export interface Examination {
  code: number;
  text: string;
  findings: Record<string, { status: string; detail: string; fix?: string }>;
}

/** Puts a portal on a free port, lets the doctor look at it with these options, and takes it down again. */
export async function examine(parts: PortalParts = {}, options: readonly string[] = ['--header', session]): Promise<Examination> {
  const service = createTokenService({
    issuer: 'contosohelp.com',
    keyRing: createFixedKeyRing({ keys: [pair.privateKey] }),
    getUser: (request) => (request.headers.get('cookie') === 'session=very-secret' ? { sub: bert, context: { msdyn_isvip: true } } : null),
    onNotice: () => undefined,
    ...parts.service,
  });
  const healthy = toNodeListener(service);
  const server = createServer((request, response) => {
    const part = request.url?.startsWith('/auth/token') ? parts.token : parts.publicKey;
    (part ?? healthy)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const urls = ['--token-url', `${base}/auth/token?secret=hunter2`, '--public-key-url', `${base}/auth/publickey`];
    const { code, out, err } = await runInProcess(['doctor', ...urls, '--json', ...options]);
    const { findings } = JSON.parse(out) as { findings: { check: string; status: string; detail: string }[] };
    return { code, text: out + err, findings: Object.fromEntries(findings.map(({ check, ...finding }) => [check, finding])) };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Answers everything with this. */
export function answer(status: number, headers: Record<string, string>, body: string): Handler {
  return (_request, response) => void response.writeHead(status, headers).end(body);
}

/** The JSON list of these keys. */
export function listOf(...keys: { kid?: unknown; pem: string; expiry?: unknown }[]): string {
  const inAYear = Math.floor(Date.now() / 1000) + 31_536_000;
  return JSON.stringify(keys.map(({ kid, pem, expiry = inAYear }) => ({ kid, publicKey: Buffer.from(pem).toString('base64'), expiry })));
}

export const noStore = { 'cache-control': 'no-store', 'content-type': 'text/plain' };
export const json = { 'content-type': 'application/json' };
/** Seconds since 1970. */
export const now = Math.floor(Date.now() / 1000);
/** The claims of a token without a fault. */
export const good = { iss: 'contosohelp.com', sub: bert, iat: now, nbf: now, exp: now + 900, jti: 'x' };

/** A token with any claims and header, signed with the portal's key. */
export function sign(claims: object, header: object = {}, privateKey = pair.privateKey): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: pair.kid, ...header })}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

/** An endpoint that gives this token to whoever has the session, and 401 to everybody else. */
export function gives(token: string, headers: Record<string, string> = noStore): Handler {
  return (request, response) => {
    if (request.headers.cookie === undefined) response.writeHead(401).end();
    else response.writeHead(200, headers).end(token);
  };
}
