import type { BotSsoOptions } from '@lcw-auth/core';
import type { BotAuthConfig } from '@lcw-auth/simulator';

const interval = 100;
const retriesFor = (cardWait: number): number => Math.ceil(cardWait / interval) + 1;

/**
 * Returns the widget's setting for a wait of `cardWait` milliseconds. The widget looks for a decision ten times a second, so it
 * continues soon after the decision.
 */
export function widgetCardWait(cardWait: number | null): BotAuthConfig | undefined {
  if (cardWait === null) return undefined;
  return { fetchBotAuthConfigRetries: retriesFor(cardWait), fetchBotAuthConfigRetryInterval: interval };
}

/** Returns the library's options for the same wait. */
export function libraryCardWait(cardWait: number | null): Pick<BotSsoOptions, 'timeout' | 'widgetWait'> {
  if (cardWait === null) return {};
  return { timeout: cardWait, widgetWait: { retries: retriesFor(cardWait), interval, fallbackShow: true } };
}
