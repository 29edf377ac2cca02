import type { BotToken } from '@lcw-auth/core';
import { ask } from '../api.js';

/** The identity provider's access token for the bot; null when no user is signed in. */
export const getBotToken = (signal: AbortSignal): Promise<BotToken | null> => ask('/api/bot-token', { signal, cache: 'no-store' });
