import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { createTokenService } from '@lcw-auth/server';
import { keyRingInBlobs } from './azure-blob.js';
import { userOfSession } from './session.js';

const service = createTokenService({
  issuer: 'contosohelp.com',
  keyRing: keyRingInBlobs(process.env['AzureWebJobsStorage'] ?? ''),
  getUser: userOfSession,
  // Azure Functions adds the prefix /api to routes, unless host.json sets another one.
  tokenPath: '/api/auth/token',
  publicKeyPath: '/api/auth/publickey',
  allowedOrigins: ['https://www.contoso.com'],
});

/** Answers a request of Azure Functions with the service. */
export async function handle(request: HttpRequest): Promise<HttpResponseInit> {
  const headers = new Headers([...request.headers.entries()]);
  const response = await service.fetch(new Request(request.url, { method: request.method, headers }));
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

app.http('auth', { route: 'auth/{endpoint}', methods: ['GET', 'POST', 'HEAD', 'OPTIONS'], authLevel: 'anonymous', handler: handle });
