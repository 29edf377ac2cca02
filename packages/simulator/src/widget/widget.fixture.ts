import type { WidgetSdk, WidgetWindow } from '@lcw-auth/core';
import { onTestFinished } from 'vitest';
import { createLiveChatSimulator } from '../live-chat-simulator.js';
import type { LiveChatSimulatorOptions } from '../simulator-options.js';
import { createTestIssuer } from '../test-issuer.js';
import { widgetEvents } from './frame-messages.js';

/** One issuer for a whole test file, because creating keys is slow. */
export const issuer = await createTestIssuer();

export const generations = ['v1', 'v2'] as const;

/** Returns the widget's object on the window. */
export const liveChatWidget = () => (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget;

/** Returns the SDK on the page. Throws when there is none. */
export function sdkOnPage(): Required<WidgetSdk> {
  const sdk = liveChatWidget()?.SDK;
  if (!sdk) throw new Error('There is no SDK on the page.');
  return sdk as Required<WidgetSdk>;
}

/** Opens a page with the widget and records its events. The widget is removed after the test. */
export function openPage(options: LiveChatSimulatorOptions = {}) {
  const simulator = createLiveChatSimulator({ setting: issuer.setting(), fetch: issuer.fetch, ...options });
  const raised: { type: string; detail: unknown }[] = [];
  const listener = (event: Event) => void raised.push({ type: event.type, detail: (event as CustomEvent<unknown>).detail });
  for (const type of widgetEvents) window.addEventListener(type, listener);
  const uninstall = simulator.install();
  onTestFinished(() => {
    uninstall();
    for (const type of widgetEvents) window.removeEventListener(type, listener);
  });
  return {
    simulator,
    uninstall,
    raised,
    types: () => raised.map(({ type }) => type),
    /** The codes of `lcw:error`, or the raw error. */
    errors: () =>
      raised
        .filter(({ type }) => type === 'lcw:error')
        .map(({ detail }) => (detail instanceof Error ? detail : (detail as { errorCode: number }).errorCode)),
    logged: (type: string) => simulator.log.filter((entry) => entry.type === type),
  };
}

/** Opens a page with a ready widget. */
export function readyPage(options: LiveChatSimulatorOptions = {}) {
  const page = openPage(options);
  page.simulator.ready();
  return { ...page, sdk: sdkOnPage() };
}

/** Starts a chat and returns the conversation, or the error code. */
export async function startChat({ startChat }: ReturnType<typeof createLiveChatSimulator>): Promise<{ authenticated: boolean } | number> {
  return startChat().catch((error: unknown) => (error as { errorCode: number }).errorCode);
}
