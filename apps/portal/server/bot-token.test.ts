import { SignJWT, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { namedCustomers } from './identity-provider/customers.js';
import { runPortal, type RunningPortal } from './portal.fixture.js';

const audience = 'urn:halden-coffee:bot';
let running: RunningPortal;
beforeAll(async () => {
  running = await runPortal();
  await running.signIn(namedCustomers[0]?.id ?? '');
});
afterAll(async () => running.stop());

/** Posts a token for a new card, or for the card of the given URL, as the page does. */
async function post(token: string, url?: string): Promise<{ status: number; sasUrl: string }> {
  const card = url
    ? { sasUrl: url }
    : ((await (
        await running.visit('/api/bot-cards', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
      ).json()) as { sasUrl: string });
  const { status } = await running.visit(card.sasUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return { status, sasUrl: card.sasUrl };
}

it("accepts the identity provider's access token for the bot, once for each card", async () => {
  const { token } = (await (await running.visit('/api/bot-token')).json()) as { token: string };
  const { status, sasUrl } = await post(token);
  expect(status).toBe(200);
  expect((await post(token, sasUrl)).status).toBe(404);
});

it("refuses the chat's own token, which is for Omnichannel", async () => {
  expect((await post(await (await running.visit('/auth/token')).text())).status).toBe(400);
});

it('refuses a token that another key signed in the name of the identity provider', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const forged = await new SignJWT({ sub: 'somebody' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(running.portal.issuer)
    .setAudience(audience)
    .setExpirationTime('5m')
    .sign(privateKey);
  expect((await post(forged)).status).toBe(400);
});

it('refuses a URL whose hmac was changed', async () => {
  const { token } = (await (await running.visit('/api/bot-token')).json()) as { token: string };
  const { sasUrl } = await post('no token');
  const url = new URL(sasUrl);
  url.searchParams.set('state', 'another-card');
  expect((await post(token, url.href)).status).toBe(403);
});

it("refuses the provider's id token, which is for the portal", async () => {
  const idToken = (await running.signOutUrl()).searchParams.get('id_token_hint') ?? '';
  expect(idToken.split('.')).toHaveLength(3);
  expect((await post(idToken)).status).toBe(400);
});
