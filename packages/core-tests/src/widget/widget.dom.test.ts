import { afterEach, describe, expect, test, vi } from 'vitest';
import { minute, onFakeTime, openPortalPage, pass } from '../support/portal-page.fixture.js';
import { v1FrameId } from '../support/widget-page.fixture.js';
import type { WidgetSdk, WidgetWindow } from '@lcw-auth/core';

onFakeTime();

describe('Rule 1: a page without a widget, or with half of one', () => {
  afterEach(() => {
    delete (window as WidgetWindow).Microsoft;
    document.body.replaceChildren();
  });

  test.each([
    ['something else of Microsoft’s', {}],
    ['another part of Omnichannel', { Omnichannel: {} }],
    ['a widget whose SDK has yet to come', { Omnichannel: { LiveChatWidget: {} } }],
  ])('%s is not ready, whatever event a frame forges', async (_what, global) => {
    const page = await openPortalPage({ ready: false, connected: false });
    (window as WidgetWindow).Microsoft = global;
    const disconnect = page.auth.connect();
    window.dispatchEvent(new Event('lcw:ready'));
    expect(page.state().widget).toEqual({ status: 'waiting' });
    disconnect();
  });

  test('v1 that does not say whether it is ready is not', async () => {
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
