import type { WidgetEventMap } from '@lcw-auth/core';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** The widget's events. v1 raises each of them on the window when its iframe sends a message. */
export const widgetEvents: readonly string[] = [
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

/** Raises the event that a message names, as v1 does: from any frame, without checking the origin. (Source.) */
export function raiseFrameMessages(page: WidgetPage, lifetime: Lifetime, onReady: () => void): void {
  lifetime.listen(page.window, 'message', (event) => {
    const { messageName, payload } = Object((event as MessageEvent<unknown>).data) as { messageName?: unknown; payload?: unknown };
    if (typeof messageName !== 'string' || !widgetEvents.includes(messageName)) return;
    if (messageName === 'lcw:ready') onReady();
    page.raise(messageName as keyof WidgetEventMap, payload);
  });
}
