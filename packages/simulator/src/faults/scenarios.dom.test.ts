import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { botTokenService } from '../bot/bot-token-service.js';
import { issuer, openPage, sdkOnPage, startChat } from '../widget/widget.fixture.js';
import { createFaultBoard } from './fault-board.js';
import { flakyNetwork, scenarios } from './scenarios.js';
import { spoilToken } from './spoil-token.js';
import { withFault } from './with-fault.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const find = (id: string) => {
  const scenario = scenarios.find((each) => each.id === id);
  if (!scenario) throw new Error(`There is no scenario ${id}.`);
  return scenario;
};

/** Opens a page with a minimal portal. Its provider requests a token at each call, and answers null when the request fails. */
function portal(id: string) {
  const faults = createFaultBoard();
  const clear = find(id).apply(faults);
  const service = botTokenService({ faults });
  const page = openPage({ generation: 'v2', faults, botTokenService: service, workstream: { contextVariables: [] } });
  const only = { sub: undefined, iss: undefined, iat: undefined, nbf: undefined, exp: undefined };
  const answer = async () => {
    const token = await issuer.sign();
    const fault = faults.get().token;
    return new Response(fault ? await spoilToken(token, fault, (claims) => issuer.sign({ ...only, ...claims })) : token);
  };
  const endpoint = withFault(answer, () => faults.get().tokenEndpoint);
  const getToken = async (): Promise<string | null> => {
    const response = await endpoint(new Request('https://portal.example/auth/token'));
    return response.ok ? response.text() : null;
  };
  const open = () => {
    page.simulator.ready();
    const sdk = sdkOnPage();
    sdk.setAuthTokenProvider((callback) => void getToken().then(callback, () => callback(null)));
    const post = (url: string) => service.fetch(new Request(url, { method: 'POST', body: JSON.stringify({ token: 'good' }) }));
    sdk.setBotAuthTokenProvider((url, callback) =>
      post(url).then(
        ({ status }) => callback({ show: ![200, 202, 404].includes(status) }),
        () => callback({ show: true }),
      ),
    );
  };
  return { ...page, faults, clear, open };
}

/** Opens a chat and returns the conversation, or the error code, after the given number of milliseconds. */
async function chatUnder(id: string, ms: number) {
  const { simulator, open } = portal(id);
  open();
  const started = startChat(simulator);
  await vi.advanceTimersByTimeAsync(ms);
  const result = await started;
  return typeof result === 'number' ? result : 'started';
}

describe('in the scenario', () => {
  test.each([
    ['slow-token', 'started', 8_500],
    ['token-too-late', 2, 11_000],
    ['token-endpoint-hangs', 2, 11_000],
    ['token-endpoint-down', 3],
    ['token-endpoint-unreachable', 3],
    ['token-is-a-web-page', 4],
    ['session-expired', 3],
    ['empty-token', 3],
    ['malformed-token', 4],
    ['expired-token', 4],
    ['foreign-key', 4],
    ['wrong-algorithm', 4],
    ['missing-subject', 4],
    ['unserialised-context', 4],
    ['unknown-variable', 4],
    ['public-key-unreachable', 4],
    ['public-key-malformed', 4],
    ['clock-ahead', 4],
    ['clock-behind', 4],
    ['ready-late', 'started'],
  ] as [id: string, expected: unknown, ms?: number][])('%s, the result of startChat is: %j', async (id, expected, ms = 0) => {
    expect(await chatUnder(id, ms)).toBe(expected);
  });

  test.each([
    ['card-deadline-missed', { shown: true, afterMs: 2_000 }],
    ['bot-token-service-down', { shown: true }],
    ['bot-token-service-hangs', { shown: true, afterMs: 2_000 }],
    ['already-signed-in', { shown: false }],
    ['card-unknown', { shown: false }],
    ['token-exchange-required', { shown: true }],
  ])('%s, the decision on a card is: %j', async (id, expected) => {
    const { simulator, open } = portal(id);
    open();
    await simulator.startChat();
    const result = simulator.sendSignInCard();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await result).toMatchObject(expected);
  });

  test.each([
    ['ready-late', 19_999, 'loading'],
    ['ready-late', 20_000, 'ready'],
    ['ready-never', 3_600_000, 'loading'],
    ['script-blocked', 0, 'blocked'],
    ['scripts-fail', 3_600_000, 'loading'],
  ])('%s, after %d ms, the widget is: %s', async (id, after, widget) => {
    const { simulator } = portal(id);
    await vi.advanceTimersByTimeAsync(after);
    expect(simulator.getState().widget).toBe(widget);
  });

  test('foreign-bot-host, the provider receives a URL with that host', async () => {
    const { simulator, open } = portal('foreign-bot-host');
    open();
    const provider = vi.fn();
    sdkOnPage().setBotAuthTokenProvider((...given) => void provider(...given));
    await simulator.startChat();
    const result = simulator.sendSignInCard();
    await vi.advanceTimersByTimeAsync(2_000);
    await result;
    expect(provider.mock.calls[0]?.[0]).toMatch(/^https:\/\/token\.botframework\.com\.evil\.example\//);
  });

  test.each([
    ['two-cards', 2],
    ['repeated-card', 1],
  ])('%s, the provider is called %d times', async (id, times) => {
    const { simulator, open, logged } = portal(id);
    open();
    await simulator.startChat();
    const played = find(id).play?.(simulator);
    await vi.advanceTimersByTimeAsync(4_000);
    await played;
    expect(logged('card-decided')).toHaveLength(2);
    expect(logged('bot-provider-called')).toHaveLength(times);
  });

  test('flaky-network, the network loses the same share of the requests to each endpoint', () => {
    const lost = { lossRate: 0.3 };
    expect(find('flaky-network').faults).toEqual({ tokenEndpoint: lost, publicKeys: lost, botTokenService: lost });
    expect(flakyNetwork(0.9)).toMatchObject({ id: 'flaky-network', happens: expect.stringMatching(/^90 %/) as string });
  });
});

test('every scenario has a unique id, names the side that causes the fault, and has an effect', () => {
  expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
  for (const { id, title, happens, atFault, faults, play } of scenarios) {
    expect(id).toMatch(/^[a-z-]+$/);
    expect([title, happens, atFault]).not.toContain('');
    expect(Object.keys(faults).length > 0 || play !== undefined).toBe(true);
  }
});

test('faults are plain data', () => {
  for (const { faults } of scenarios) expect(JSON.parse(JSON.stringify(faults))).toEqual(faults);
});

test('the function that apply() returns clears only its own faults', () => {
  const board = createFaultBoard();
  const changed = vi.fn();
  const stop = board.subscribe(changed);
  const clearFirst = find('slow-token').apply(board);
  const clearSecond = find('foreign-key').apply(board);
  clearFirst();
  expect(board.get()).toEqual({ token: 'foreign-key' });
  clearSecond();
  expect(board.get()).toEqual({});
  expect(changed).toHaveBeenCalledTimes(3);
  stop();
  board.clear();
  expect(changed).toHaveBeenCalledTimes(3);
});
