// Makes a page of Chromium as slow as on a cheap phone.
const kilobit = 1000 / 8;

/** Presets of Chrome's developer tools: latency in ms, throughput in bytes per second. */
export const slowNetworks = {
  '3G': { latency: 2000, downloadThroughput: 400 * kilobit, uploadThroughput: 400 * kilobit },
  'slow 4G': { latency: 562.5, downloadThroughput: 1440 * kilobit, uploadThroughput: 675 * kilobit },
};

/** Makes the page's CPU 4 times slower and limits its network. Resolves to the DevTools session, which must stay open. */
export async function makeSlow(page, network) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...network });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return session;
}
