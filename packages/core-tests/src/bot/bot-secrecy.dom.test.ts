import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage, user } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble, type ServiceAnswer } from '../support/bot-token-service.fixture.js';
import type { BotTokenRequest } from '@lcw-auth/core';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const token = 'eyJ-the-bot-token';
const secrets = [token, 'hmac', 'postToken', 'key-1', 'quoted-by-the-app'];

/** Returns all text that can be reached from a value: properties, messages of prototypes, keys, maps and sets. */
function strings(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [String(value)];
  seen.add(value);
  const inside = [...Object.getOwnPropertyNames(value)].flatMap((name) => [
    name,
    ...strings((value as Record<string, unknown>)[name], seen),
  ]);
  const members = value instanceof Map || value instanceof Set ? [...value].flatMap((member) => strings(member, seen)) : [];
  const text = value instanceof Error ? [String(value), value.stack ?? ''] : [];
  return [...inside, ...members, ...text];
}

describe.each(['v1', 'v2'] as const)('Neither the bot token URL nor the token is visible (%s)', (generation) => {
  const found = ({ signInId }: BotTokenRequest) => Promise.resolve(signInId === null ? null : token);
  const cases: [string, ServiceAnswer, (request: BotTokenRequest) => Promise<string | null>, string][] = [
    ['the exchange succeeds', 200, found, 'token.botframework.com'],
    ['the service refuses', 400, found, 'token.botframework.com'],
    ['the network fails with a message that names the URL', 'network-failure', found, 'token.botframework.com'],
    ['the service redirects', 'redirect', found, 'token.botframework.com'],
    ['the time limit passes', 'hang', found, 'token.botframework.com'],
    [
      'getToken fails with an error that quotes it',
      200,
      () => Promise.reject(new Error(`quoted-by-the-app ${token}`)),
      'token.botframework.com',
    ],
    ['the host is refused', 200, found, 'evil.example'],
    ['the URL is not a URL', 200, found, ''],
  ];

  test.each(cases)('when %s', async (_case, answer, getToken, host) => {
    const seen: unknown[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
      vi.spyOn(console, method).mockImplementation((...text: unknown[]) => void seen.push(text));
    const messages = vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => undefined);
    const decide = vi.fn(() => undefined as never);
    const onUnhandled = (error: unknown) => seen.push(error);
    process.on('unhandledRejection', onUnhandled);

    const page = await openBotPage(generation, { botSso: { getToken, decide } }, createBotTokenServiceDouble(answer));
    page.auth.subscribe(() => seen.push(page.auth.getState(), page.auth.getServerState()));
    const url = host === '' ? '/api/sas/postToken?state=card-1&hmac=hmac-that-is-a-secret' : botTokenUrl('card-1', { host });
    await page.card('card-1', url);
    await page.requestDecision(url);
    const completed = page.auth.completeSignIn().catch((error: unknown) => seen.push(error));
    await vi.advanceTimersByTimeAsync(61_000);
    await completed;
    page.auth.setOptions({ userId: null });
    page.auth.setOptions({ userId: user });
    await page.auth.signOut();
    process.off('unhandledRejection', onUnhandled);

    seen.push(
      page.events,
      page.simulator.log,
      messages.mock.calls,
      decide.mock.calls,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
    );
    seen.push(document.cookie, location.href, document.documentElement.outerHTML);
    const all = strings(seen);
    expect(all.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
    // The search has found text at all.
    expect(all).toEqual(expect.arrayContaining(['card-settled', 'cards', 'visibility']));
  });
});
