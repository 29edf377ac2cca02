import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { ann, issuer, onFakeTime, openPortalPage, pass, signFor, until, type PortalPageOptions } from '../support/portal-page.fixture.js';

onFakeTime();

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => vi.unstubAllEnvs());

/** The portal page passes `onEvent`, which turns the console off by default. */
const openPage = (options: PortalPageOptions = {}) => openPortalPage({ developmentConsole: true, ...options });
const lines = () => warn.mock.calls.map(([line]) => String(line));
const written = () => warn.mock.calls.flat().map(String).join('\n');

describe('The development console', () => {
  test('writes each problem once: code, what happened, what to do, and a link', async () => {
    await openPage({ endpoint: { answer: async () => ({ token: 'x' }) } });
    await pass(60_000);
    expect(lines()).toEqual([
      expect.stringMatching(
        /^\[lcw-auth\] token-wrong-type: Your getAuthToken function did not return .*an object.*await response\.text\(\).*ERRORS\.md#token-wrong-type$/,
      ),
    ]);
  });

  test("writes the app's own error without tokens and query strings", async () => {
    const jwt = await signFor(ann);
    await openPage({
      endpoint: { answer: () => Promise.reject(new Error(`cannot read ${jwt} of https://portal.example/token?code=secret`)) },
    });
    expect(written()).toContain('cannot read <token removed> of https://portal.example/token?<query removed>');
    expect(written()).not.toContain(jwt.split('.')[1]);
    expect(written()).not.toContain('secret');
  });

  test.each<[string, unknown, string]>([
    ['text', 'no session at https://portal.example/?code=secret', 'no session at https://portal.example/?<query removed>'],
    ['an object', { status: 500, data: 'no session' }, '{"status":500,"data":"no session"}'],
    ['nothing that can be written as JSON', 1n, '1'],
  ])('writes what the app threw when it is no Error: %s', async (_what, thrown, text) => {
    await openPage({ endpoint: { answer: () => Promise.reject(thrown) } });
    expect(warn.mock.calls).toEqual([[expect.stringContaining('token-fetch-failed'), text]]);
  });

  test("writes the message of the app's error where the stack does not contain it, as in Firefox", async () => {
    const error = Object.assign(new Error('no session'), { stack: 'readSession@https://portal.example/app.js:1:1' });
    await openPage({ endpoint: { answer: () => Promise.reject(error) } });
    expect(warn.mock.calls[0]?.[1]).toBe('Error: no session\nreadSession@https://portal.example/app.js:1:1');
  });

  test("writes once what the bot's getToken threw, without tokens and query strings", async () => {
    const getToken = () => Promise.reject(new Error('no session at https://portal.example/?code=secret'));
    const page = await openPage({ botSso: { getToken } });
    await until(page.simulator.startChat());
    await until(page.simulator.sendSignInCard());
    expect(lines()).toEqual([expect.stringMatching(/bot-token-failed: Your botSso\.getToken function threw an error/)]);
    expect(warn.mock.calls[0]?.[1]).toContain('Error: no session at https://portal.example/?<query removed>');
  });

  test('writes nothing in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const page = await openPage({ endpoint: { answer: async () => undefined } });
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'token-failed' }));
    expect(lines()).toEqual([]);
  });

  test('writes nothing by default when the app has onEvent, and nothing when it is turned off', async () => {
    await openPage({ developmentConsole: undefined, endpoint: { answer: async () => undefined } });
    await openPage({ developmentConsole: false, endpoint: { answer: async () => undefined } });
    expect(lines()).toEqual([]);
  });

  test('writes no outcome that is expected', async () => {
    const page = await openPage({ userId: null });
    page.simulator.reportError(3);
    expect(lines()).toEqual([]);
  });

  test('names what Omnichannel may reject the token for', async () => {
    await openPage({ endpoint: { answer: () => issuer.sign({ sub: 'customer-1', lwicontexts: '{"Tier":{"value":"gold"}}' }) } });
    expect(lines()).toEqual([
      expect.stringContaining('token-warning (subject-format): The claim sub is not a GUID.'),
      expect.stringContaining('token-warning (context-value): The context variable "Tier" is an object.'),
    ]);
  });

  test.each([
    [{ refreshAhead: 1000 }, 'There is no option refreshAhead. It was renamed to refreshBeforeExpiry.'],
    [{ tokenTimout: 1000 }, 'There is no option tokenTimout. Did you mean tokenTimeout?'],
    [{ somethingElse: 1 }, 'There is no option somethingElse.'],
    [{ botSso: { getToken: async () => null, deadline: 1000 } }, 'There is no option botSso.deadline. It was renamed to botSso.timeout.'],
  ])('names an option that does not exist: %j', async (options, text) => {
    await openPage(options as PortalPageOptions);
    expect(lines()).toEqual([`[lcw-auth] unknown-option: ${text}`]);
  });

  test('names a user that stays unknown for longer than ten seconds', async () => {
    await openPage({ userId: undefined });
    await pass(9_999);
    expect(lines()).toEqual([]);
    await pass(1);
    expect(lines()).toEqual([expect.stringContaining('user-unknown: userId has been undefined for more than ten seconds')]);
  });

  test('names a missed lcw:ready and its remedy', async () => {
    const page = await openPage({ connected: false });
    const disconnect = page.auth.connect();
    await pass(3_000);
    expect(lines()).toEqual([expect.stringContaining('Import @lcw-auth/core/early')]);
    disconnect();
  });

  test('names a card that arrives while botSso is missing, on v1', async () => {
    const page = await openPage({ generation: 'v1' });
    window.dispatchEvent(new CustomEvent('lcw:signInCardReceived', { detail: { sasUrl: 'https://token.botframework.com/?hmac=secret' } }));
    expect(lines()).toEqual([expect.stringContaining('bot-sso-missing: The bot sent a sign-in card, but the option botSso is missing.')]);
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'card-ignored', code: 'bot-sso-missing' }));
    expect(written()).not.toContain('secret');
  });
});
