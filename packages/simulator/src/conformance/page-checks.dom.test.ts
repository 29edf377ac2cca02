import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createLiveChatSimulator } from '../live-chat-simulator.js';
import { generations, issuer } from '../widget/widget.fixture.js';
import { pageChecks, type CountingWindow } from './page-checks.fixture.js';

describe.each(generations)('%s on the simulator, as a page sees it', (generation) => {
  const page = window as CountingWindow;
  const count = () => void (page.lcwReadyCount = (page.lcwReadyCount ?? 0) + 1);
  let uninstall = () => {};

  beforeAll(() => {
    page.lcwReadyCount = 0;
    window.addEventListener('lcw:ready', count);
    const simulator = createLiveChatSimulator({ generation, setting: issuer.setting(), fetch: issuer.fetch });
    uninstall = simulator.install();
    simulator.ready();
  });
  afterAll(() => {
    uninstall();
    window.removeEventListener('lcw:ready', count);
  });

  test.each(pageChecks)('$behaviour', async ({ check }) => {
    expect(await check()).toBeNull();
  });
});

test('on a page without a widget, the checks return what is missing', async () => {
  vi.useFakeTimers();
  const failing = ['sdk-after-ready', 'provider-is-a-function', 'provider-getter', 'no-token-is-error-3', 'agent-availability'];
  const results = Promise.all(pageChecks.filter(({ id }) => failing.includes(id)).map(({ check }) => check()));
  await vi.advanceTimersByTimeAsync(12_000);
  vi.useRealTimers();
  expect(await results).toEqual([
    expect.stringMatching(/^missing: setAuthTokenProvider/),
    'nothing was thrown',
    'another provider is returned',
    'raised: no error',
    'no event',
  ]);
});
