import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { contactId } from './contact-id.js';
import { runPortal, type RunningPortal } from './portal.fixture.js';

let other: ChildProcess;
let issuer: string;
let running: RunningPortal;
beforeAll(async () => {
  running = await runPortal({
    async variables(origin) {
      other = fork(resolve(import.meta.dirname, 'other-provider.fixture.mjs'), [origin], { stdio: 'ignore' });
      [issuer] = (await once(other, 'message')) as [string];
      return {
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: 'shop-at-other',
        OIDC_CLIENT_SECRET: 'the secret of shop-at-other: + / % and =',
        OIDC_BOT_AUDIENCE: 'https://bot.other.example',
      };
    },
  });
});
afterAll(async () => {
  other.disconnect();
  await running.stop();
});

/** Submits the provider's two pages: the sign-in and the consent. */
async function signIn(login: string): Promise<string> {
  const asked = await running.follow(await running.visit('/auth/signin'));
  const known = await running.follow(await running.send(asked.url, { prompt: 'login', login, password: 'any' }));
  const agreed = await running.follow(await running.send(known.url, { prompt: 'consent' }));
  return agreed.response.text();
}

it('signs in at another provider that four variables describe', async () => {
  expect(new URL((await running.visit('/auth/signin')).headers.get('location') ?? '').origin).toBe(issuer);
  expect(await signIn('staff|maya')).toContain('You are signed in.');
});

it('requests the profile that the id token does not contain, and converts the subject to a GUID', async () => {
  expect(await (await running.visit('/api/session')).json()).toEqual({
    customer: { id: contactId(issuer, 'staff|maya'), type: 'contact', name: 'Maya Lindt', email: 'maya@other.example', vip: false },
  });
});

it("signs the chat's token for that contact", async () => {
  const claims = decodeJwt(await (await running.visit('/auth/token')).text());
  expect(claims).toMatchObject({ sub: contactId(issuer, 'staff|maya'), preferred_username: 'Maya Lindt' });
});

it("renews that provider's token for the bot, and the bot accepts it", async () => {
  const tokens: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { token } = (await (await running.visit('/api/bot-token')).json()) as { token: string };
    expect(decodeJwt(token)).toMatchObject({ iss: issuer, aud: 'https://bot.other.example', sub: 'staff|maya' });
    tokens.push(token);
  }
  expect(new Set(tokens).size).toBe(3);
  const { sasUrl } = (await (
    await running.visit('/api/bot-cards', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  ).json()) as { sasUrl: string };
  const headers = { 'content-type': 'application/json' };
  expect((await running.visit(sasUrl, { method: 'POST', headers, body: JSON.stringify({ token: tokens[2] }) })).status).toBe(200);
});

it('renews once for simultaneous requests of several tabs, because a refresh token is valid once', async () => {
  const ask = async (): Promise<unknown> => (await running.visit('/api/bot-token')).json();
  const got = { token: expect.any(String) as string };
  expect(await Promise.all([ask(), ask(), ask()])).toMatchObject([got, got, got]);
  expect(await ask()).toMatchObject(got);
});

it('signs out at that provider too', async () => {
  const url = await running.signOutUrl();
  expect(url.origin + url.pathname).toBe(`${issuer}/session/end`);
  expect(await (await running.visit('/api/session')).json()).toEqual({ customer: null });
  expect(await (await running.visit(url.href)).text()).toContain('op.logoutForm');
});

it('reports in the popup and in the terminal that no provider responds', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  const nowhere = 'http://127.0.0.1:9';
  const portal = await runPortal({
    variables: async () => ({ OIDC_ISSUER: nowhere, OIDC_CLIENT_ID: 'shop', OIDC_CLIENT_SECRET: 'secret', OIDC_BOT_AUDIENCE: 'bot' }),
  });
  expect(await (await portal.visit('/auth/signin')).text()).toContain('You are not signed in.');
  expect(said.mock.calls.join()).toContain(`no OpenID Connect provider at ${nowhere}`);
  await portal.stop();
  said.mockRestore();
});
