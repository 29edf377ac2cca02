import { stat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, importSPKI, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { namedCustomers } from './identity-provider/customers.js';
import { runPortal, type RunningPortal } from './portal.fixture.js';

const [ada] = namedCustomers;
if (!ada) throw new Error('There are no named customers.');

let running: RunningPortal;
beforeAll(async () => {
  running = await runPortal();
});
afterAll(async () => running.stop());

describe('signing in', () => {
  it('signs no token before the sign-in', async () => {
    expect((await running.visit('/auth/token')).status).toBe(401);
    expect(await (await running.visit('/api/bot-token')).json()).toBeNull();
    expect((await running.visit('/api/orders')).status).toBe(401);
    expect(await (await running.visit('/api/session')).json()).toEqual({ customer: null });
  });

  it('uses the authorization code flow with PKCE, state and nonce', async () => {
    const { headers } = await running.visit('/auth/signin');
    const url = new URL(headers.get('location') ?? '');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      resource: 'urn:halden-coffee:bot',
    });
    for (const name of ['code_challenge', 'state', 'nonce']) expect(url.searchParams.get(name)?.length).toBeGreaterThan(20);
  });

  it("stores the provider's customer in the session", async () => {
    expect(await (await running.signIn(ada.id)).text()).toContain('You are signed in.');
    expect(await (await running.visit('/api/session')).json()).toEqual({
      customer: { id: ada.id, type: 'contact', name: 'Ada Winter', email: ada.email, vip: true },
    });
  });

  it('refuses a code when this session did not start the sign-in', async () => {
    const response = await running.visit('/auth/callback?code=made-up&state=made-up');
    expect(await response.text()).toContain('You are not signed in.');
    expect(await (await running.visit('/api/session')).json()).toMatchObject({ customer: { id: ada.id } });
  });

  it('signs the chat token with the published key, with cart and VIP flag in lwicontexts', async () => {
    await running.visit('/api/cart/kettle', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"quantity":2}' });
    const token = await (await running.visit('/auth/token')).text();
    const key = await importSPKI(await (await running.visit('/auth/publickey')).text(), 'RS256');
    const { payload, protectedHeader } = await jwtVerify(token, key);
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload.sub).toBe(ada.id);
    expect(JSON.parse(String(payload['lwicontexts']))).toEqual({ msdyn_cartvalue: 238, msdyn_isvip: true });
  });

  it("returns the provider's access token for the bot to the page", async () => {
    const { token, expiresAt } = (await (await running.visit('/api/bot-token')).json()) as { token: string; expiresAt: number };
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${running.portal.issuer}/jwks`)), {
      audience: 'urn:halden-coffee:bot',
      issuer: running.portal.issuer,
    });
    expect(payload.sub).toBe(ada.id);
    expect(Math.abs(expiresAt - (payload.exp ?? 0) * 1000)).toBeLessThan(5_000);
  });

  it("renews the provider's access token for the bot before it expires", async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 9.5 * 60_000 });
    const { token } = (await (await running.visit('/api/bot-token')).json()) as { token: string };
    expect((decodeJwt(token).exp ?? 0) * 1000 - Date.now()).toBeGreaterThan(9 * 60_000);
    vi.useRealTimers();
  });

  it("ends the portal's session and the provider's session at sign-out", async () => {
    const url = await running.signOutUrl();
    expect(url.pathname).toBe('/session/end');
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${running.origin}/auth/signed-out`);
    expect(decodeJwt(url.searchParams.get('id_token_hint') ?? '').sub).toBe(ada.id);
    expect(await (await running.visit('/api/session')).json()).toEqual({ customer: null });
    expect((await running.visit('/auth/token')).status).toBe(401);
  });
});

describe('requests that the page does not send', () => {
  const form = { method: 'POST', body: new URLSearchParams({ a: 'b' }) };

  it('answers 403 to a form from another origin', async () => {
    for (const path of ['/auth/signout', '/omnichannel/end', '/api/bot-cards']) {
      expect((await running.visit(path, { ...form, headers: { origin: 'https://evil.example' } })).status).toBe(403);
    }
  });

  it('answers 421 under a foreign host name', async () => {
    const response = await running.portal.app.request(`${running.origin}/api/session`, { headers: { host: 'evil.example' } });
    expect(response.status).toBe(421);
  });

  it.each(['{"quantity":-1}', '{"quantity":1.5}', '{"quantity":1000}', '{"quantity":"2"}', '[]', 'null', 'no json'])(
    'answers 400 to the quantity %s',
    async (body) => {
      const response = await running.visit('/api/cart/kettle', { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
      expect(response.status).toBe(400);
    },
  );

  it('answers 404 to an unknown product', async () => {
    expect(
      (await running.visit('/api/cart/tea', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"quantity":1}' }))
        .status,
    ).toBe(404);
  });
});

it('keeps secrets in files that only their owner can read', async () => {
  for (const folder of ['secrets', 'keys']) {
    const path = join(running.dataDir, folder);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    const files = await readdir(path);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect((await stat(join(path, file))).mode & 0o777).toBe(0o600);
  }
});
