import { afterEach, describe, expect, test, vi } from 'vitest';
import { minute, onFakeTime, openPortalPage, pass } from '../support/portal-page.fixture.js';
import { v1FrameId } from '../support/widget-page.fixture.js';
import type { WidgetSdk, WidgetWindow } from '@lcw-auth/core';

onFakeTime();

describe('A page with an incomplete widget', () => {
  afterEach(() => {
    delete (window as WidgetWindow).Microsoft;
    document.body.replaceChildren();
  });

  test.each([
    ['another object of Microsoft', {}],
    ['another part of Omnichannel', { Omnichannel: {} }],
    ['a widget without its SDK', { Omnichannel: { LiveChatWidget: {} } }],
  ])('is not ready when it has %s and a frame forges the event', async (_what, global) => {
    const page = await openPortalPage({ ready: false, connected: false });
    (window as WidgetWindow).Microsoft = global;
    const disconnect = page.auth.connect();
    window.dispatchEvent(new Event('lcw:ready'));
    expect(page.state().widget).toEqual({ status: 'waiting' });
    disconnect();
  });

  test('is not ready when v1 has no flag', async () => {
    const page = await openPortalPage({ ready: false, connected: false });
    const frame = Object.assign(document.createElement('iframe'), { id: v1FrameId });
    document.body.append(frame);
    const setAuthTokenProvider = vi.fn();
    (window as WidgetWindow).Microsoft = { Omnichannel: { LiveChatWidget: { SDK: { setAuthTokenProvider } as unknown as WidgetSdk } } };
    const disconnect = page.auth.connect();
    await pass(minute);
    expect(page.state().widget.status).toBe('unavailable');
    expect(setAuthTokenProvider).not.toHaveBeenCalled();
    disconnect();
  });
});
