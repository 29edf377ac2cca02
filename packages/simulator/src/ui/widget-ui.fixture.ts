import { within } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import { createLiveChatSimulator, type LiveChatSimulator } from '../live-chat-simulator.js';
import type { LiveChatSimulatorOptions } from '../simulator-options.js';
import { mountWidgetUi, type WidgetUiOptions } from './mount-widget-ui.js';

/** Draws a ready widget on the test's page. */
export function drawWidget(options: WidgetUiOptions & { simulator?: LiveChatSimulatorOptions } = {}) {
  const simulator = createLiveChatSimulator({ setting: null, readyAfter: 'never', ...options.simulator });
  const uninstall = simulator.install();
  const unmount = mountWidgetUi(simulator, document.body, { locale: 'en-GB', ...options });
  simulator.ready();
  onTestFinished(() => {
    unmount();
    uninstall();
  });
  return { simulator, unmount, root: shadowRoot(), widget: queries(), user: userEvent.setup() };
}

/** Draws a widget with an open chat. */
export async function drawOpenChat(options: Parameters<typeof drawWidget>[0] = {}) {
  const drawn = drawWidget(options);
  await drawn.simulator.startChat();
  return drawn;
}

/** Sends a card that the widget shows. */
export async function showSignInCard(simulator: LiveChatSimulator, text = 'Please sign in to see your orders.') {
  const { shown } = await simulator.sendSignInCard({ signInId: 'card-1', text });
  if (!shown) throw new Error('The simulator hid a card without an answer.');
}

/** Returns what is on screen while the chat starts. */
export function whileConnecting<Seen>(simulator: LiveChatSimulator, look: () => Seen): Promise<Seen> {
  return new Promise((resolve) => {
    const stop = simulator.subscribe(() => {
      if (simulator.getState().chat.status !== 'connecting') return;
      stop();
      resolve(look());
    });
  });
}

export function shadowRoot(): ShadowRoot {
  const root = document.querySelector('[data-lcw-widget-ui]')?.shadowRoot;
  if (!root) throw new Error('No widget is drawn.');
  return root;
}

function queries() {
  const element = shadowRoot().querySelector<HTMLElement>('.widget');
  if (!element) throw new Error('The widget has no element.');
  return within(element);
}
