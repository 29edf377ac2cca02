import type { BotAuthTokenCallback } from '@lcw-auth/core';
import { vi } from 'vitest';
import type { LiveChatSimulatorOptions } from '../simulator-options.js';
import { readyPage } from './widget.fixture.js';

/** Returns a bot provider that answers immediately. */
export const answering = (show: boolean) => vi.fn((_url: string, callback: BotAuthTokenCallback) => callback({ show }));

/** Opens a page with an open, anonymous chat. */
export async function openChat(generation: 'v1' | 'v2', options: LiveChatSimulatorOptions = {}) {
  const page = readyPage({ generation, setting: null, ...options });
  await page.simulator.startChat();
  return page;
}

/** Advances the fake time until a card is decided. */
export async function decided<Result>(result: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(2_000);
  return result;
}
