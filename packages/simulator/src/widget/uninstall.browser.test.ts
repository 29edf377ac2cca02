import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import type { WidgetWindow } from '@lcw-auth/core';
import { createLiveChatSimulator } from '../live-chat-simulator.js';

/** The part of Chromium's debugging protocol that is used here. */
interface DebuggingProtocol {
  send(method: 'Performance.enable' | 'HeapProfiler.collectGarbage'): Promise<unknown>;
  send(method: 'Performance.getMetrics'): Promise<{ metrics: { name: string; value: number }[] }>;
}

async function measure() {
  const session = cdp() as unknown as DebuggingProtocol;
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { listeners: read('JSEventListeners'), nodes: read('Nodes'), heap: read('JSHeapUsedSize') };
}

async function cycles(count: number, generation: 'v1' | 'v2') {
  for (let cycle = 0; cycle < count; cycle += 1) {
    const simulator = createLiveChatSimulator({ generation });
    const uninstall = simulator.install();
    simulator.ready();
    (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK?.setBotAuthTokenProvider(() => {});
    if (cycle % 50 === 0) await simulator.startChat();
    uninstall();
  }
}

test.each(['v1', 'v2'] as const)('%s: 250 cycles of install and uninstall leak nothing', { timeout: 120_000 }, async (generation) => {
  await cycles(100, generation);
  const before = await measure();
  await cycles(250, generation);
  const after = await measure();
  expect(after.listeners - before.listeners).toBeLessThan(20);
  expect(after.nodes - before.nodes).toBeLessThan(100);
  expect((after.heap - before.heap) / 250).toBeLessThan(2_000);
});
