import { expect, it, vi } from 'vitest';
import { drawWidget } from './widget-ui.fixture.js';

it('draws the chat in its own window, and in the page again after that window is closed', async () => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const popout = frame.contentWindow;
  if (!popout) throw new Error('The frame has no window.');
  vi.spyOn(window, 'open').mockReturnValue(popout);

  const { simulator, user } = drawWidget();
  await simulator.startChat({ inNewWindow: true });
  expect(document.body.querySelector('[data-lcw-widget-ui]')).toBeNull();
  const host = popout.document.querySelector('[data-lcw-widget-ui]');
  expect(host?.shadowRoot?.querySelector('[role=dialog]')).not.toBeNull();
  expect(popout.document.title).toBe('Chat with us');

  await user.keyboard('{Escape}');
  expect(simulator.getState().panel).toBe('open');

  popout.dispatchEvent(new Event('pagehide'));
  expect(document.body.querySelector('[data-lcw-widget-ui]')).toBe(host);
  frame.remove();
  vi.restoreAllMocks();
});
