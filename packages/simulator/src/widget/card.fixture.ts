import type { BotAuthTokenCallback } from '@lcw-auth/core';
import { vi } from 'vitest';
import type { LiveChatSimulatorOptions } from '../simulator-options.js';
import { readyPage } from './widget.fixture.js';

/** A bot provider that answers at once. */
export const answering = (show: boolean) => vi.fn((_url: string, callback: BotAuthTokenCallback) => callback({ show }));

/** A page with an open, anonymous chat. */
export async function openChat(generation: 'v1' | 'v2', options: LiveChatSimulatorOptions = {}) {
  const page = readyPage({ generation, setting: null, ...options });
  await page.simulator.startChat();
  return page;
}

/** Lets a card be decided. Needs fake time. */
export async function decided<Result>(result: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(2_000);
  return result;
}
