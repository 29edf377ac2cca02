import { afterEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import { generations, readyPage } from './widget.fixture.js';

afterEach(() => void vi.restoreAllMocks());

describe.each(generations)('%s: a chat in a new window', (generation) => {
  const fakeWindow = () => Object.assign(new EventTarget(), { closed: false, focus: vi.fn(), close: vi.fn() });

  test('opens with inNewWindow, once, and returns to the page when it is closed', async () => {
    const { simulator, sdk } = readyPage({ generation, setting: null });
    const popout = fakeWindow();
    const open = vi.spyOn(window, 'open').mockReturnValue(popout as unknown as Window);
    sdk.startChat({ inNewWindow: true });
    await eventually(() => expect(simulator.getState()).toMatchObject({ chat: { status: 'open' } }));
    expect(simulator.getState().popout).toBe(popout);
    sdk.startChat({ inNewWindow: true });
    expect(open.mock.calls).toEqual([['', 'Omnichannel Chat', 'location=no']]);
    expect(popout.focus).toHaveBeenCalledTimes(1);
    popout.dispatchEvent(new Event('pagehide'));
    expect(simulator.getState().popout).toBeNull();
  });

  test('stays in the page when the browser blocks the window', async () => {
    const { simulator } = readyPage({ generation, setting: null });
    vi.spyOn(window, 'open').mockReturnValue(null);
    await simulator.startChat({ inNewWindow: true });
    expect(simulator.getState()).toMatchObject({ chat: { status: 'open' }, popout: null });
  });

  test('opens with data-open-in-window, and closes at uninstall', async () => {
    const tag = document.createElement('script');
    tag.id = 'Microsoft_Omnichannel_LCWidget';
    tag.type = 'text/plain';
    tag.dataset['openInWindow'] = 'true';
    document.head.append(tag);
    const popout = fakeWindow();
    vi.spyOn(window, 'open').mockReturnValue(popout as unknown as Window);
    const { simulator, uninstall } = readyPage({ generation, setting: null });
    await simulator.startChat();
    expect(simulator.getState().popout).toBe(popout);
    uninstall();
    tag.remove();
    expect(popout.close).toHaveBeenCalledTimes(1);
  });
});
