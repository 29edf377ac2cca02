import type { BotToken } from '@lcw-auth/core';
import { ApiError, ask } from '../api.js';

/** The identity provider's access token for the bot; null when nobody is signed in. */
export async function getBotToken(signal: AbortSignal): Promise<BotToken | null> {
  try {
    return await ask<{ token: string; expiresAt: number }>('/api/bot-token', { signal, cache: 'no-store' });
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}
