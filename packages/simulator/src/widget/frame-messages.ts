import type { WidgetEventMap } from '@lcw-auth/core';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** The events that v1's iframe has raised on the window by message. */
const raised: readonly string[] = [
  'lcw:ready',
  'lcw:error',
  'lcw:startChat',
  'lcw:closeChat',
  'lcw:chatQueued',
  'lcw:chatRetrieved',
  'lcw:onClose',
  'lcw:onMinimize',
  'lcw:onMaximize',
  'lcw:onMessageReceived',
  'lcw:onMessageSent',
  'lcw:threadUpdate',
  'lcw:getAgentAvailability',
  'lcw:signInCardReceived',
] satisfies (keyof WidgetEventMap)[];

/** v1 raises what a message asks for, whichever frame it comes from: it does not look at the origin. (Source.) */
export function obeyFrameMessages(page: WidgetPage, lifetime: Lifetime, onReady: () => void): void {
  lifetime.listen(page.window, 'message', (event) => {
    const { messageName, payload } = Object((event as MessageEvent<unknown>).data) as { messageName?: unknown; payload?: unknown };
    if (typeof messageName !== 'string' || !raised.includes(messageName)) return;
    if (messageName === 'lcw:ready') onReady();
    page.raise(messageName as keyof WidgetEventMap, payload);
  });
}
