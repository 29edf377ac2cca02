import { constants, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFixedKeyRing, createTokenService, generateKeyPair, toNodeListener, type TokenServiceOptions } from '@lcw-auth/server';
import { runInProcess } from '../terminal/terminal.fixture.js';

export const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
export const pair = await generateKeyPair();
export const other = await generateKeyPair();
export const session = 'Cookie: session=very-secret-session';

/** RSA 1024, which is too short for RS256. */
export const weak = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
/** An elliptic curve key, which RS256 cannot use. */
export const ec = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A healthy portal whose parts a test replaces. */
export interface PortalParts {
  token?: Handler;
  publicKey?: Handler;
  service?: Partial<TokenServiceOptions>;
  /** The endpoints' paths. Default: /auth/token and /auth/publickey. */
  paths?: { token: string; publicKey: string };
}

/** The doctor's result, with the findings by check. */
export interface Examination {
  code: number;
  text: string;
  findings: Record<string, { status: string; detail: string; fix?: string }>;
}

/** Serves a portal on a free port and examines it with the doctor. */
export async function examine(parts: PortalParts = {}, options: readonly string[] = ['--header', session]): Promise<Examination> {
  const { token: tokenPath, publicKey: publicKeyPath } = parts.paths ?? { token: '/auth/token', publicKey: '/auth/publickey' };
  const service = createTokenService({
    issuer: 'contosohelp.com',
    keyRing: createFixedKeyRing({ keys: [pair.privateKey] }),
    getUser: (request) =>
      request.headers.get('cookie') === 'session=very-secret-session' ? { sub: bert, context: { msdyn_isvip: true } } : null,
    onNotice: () => undefined,
    tokenPath,
    publicKeyPath,
    ...parts.service,
  });
  const healthy = toNodeListener(service);
  const server = createServer((request, response) => {
    const part = request.url?.startsWith(tokenPath) ? parts.token : parts.publicKey;
    (part ?? healthy)(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const urls = ['--token-url', `${base}${tokenPath}?secret=hunter2-hunter2`, '--public-key-url', `${base}${publicKeyPath}`];
    const { code, out, err } = await runInProcess(['doctor', ...urls, '--json', ...options]);
    const { findings } = JSON.parse(out) as { findings: { check: string; status: string; detail: string }[] };
    return { code, text: out + err, findings: Object.fromEntries(findings.map(({ check, ...finding }) => [check, finding])) };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Returns a handler that answers every request in the same way. */
export function answer(status: number, headers: Record<string, string>, body: string | Uint8Array): Handler {
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
/** The claims of a token without a problem. */
export const good = { iss: 'contosohelp.com', sub: bert, iat: now, nbf: now, exp: now + 900, jti: 'x' };

/** Signs any claims and header with the portal's key or another key. The key signs even when alg is HS256 or none. */
export function sign(claims: object, header: { alg?: string; kid?: string | undefined } = {}, privateKey = pair.privateKey): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: pair.kid, ...header })}.${encode(claims)}`;
  const isPss = header.alg?.startsWith('PS') ?? false;
  const padding = isPss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};
  const signature = createSign('SHA256')
    .update(signed)
    .sign({ key: privateKey, dsaEncoding: 'ieee-p1363', ...padding }, 'base64url');
  return `${signed}.${signature}`;
}

/** An endpoint that answers with this token when there is a session, and with 401 when there is none. */
export function gives(token: string, headers: Record<string, string> = noStore): Handler {
  return (request, response) => {
    if (request.headers.cookie === undefined) response.writeHead(401).end();
    else response.writeHead(200, headers).end(token);
  };
}
