import { describe, expect, test } from 'vitest';
import { onFakeTime, openPortalPage, pass, sdk } from '../support/portal-page.fixture.js';

onFakeTime();

describe('whenReady', () => {
  test('resolves to the SDK when it may be used', async () => {
    const page = await openPortalPage({ ready: false });
    const early = page.auth.whenReady();
    page.simulator.ready();
    expect(await early).toBe(sdk());
    expect(await page.auth.whenReady()).toBe(sdk());
  });

  test('rejects when the widget is unavailable', async () => {
    const page = await openPortalPage({ ready: false, readyTimeout: 10 });
    const ready = page.auth.whenReady();
    ready.catch(() => undefined);
    await pass(10);
    await expect(ready).rejects.toMatchObject({ code: 'widget-not-ready' });
    await expect(page.auth.whenReady()).rejects.toMatchObject({ code: 'widget-not-ready' });
  });

  test("rejects with the signal's reason", async () => {
    const page = await openPortalPage({ ready: false });
    // The state does not change from now on.
    await pass(1000);
    const controller = new AbortController();
    const ready = page.auth.whenReady({ signal: controller.signal });
    controller.abort(new Error('not needed'));
    await expect(ready).rejects.toThrow('not needed');
    await expect(page.auth.whenReady({ signal: controller.signal })).rejects.toThrow('not needed');
  });
});
