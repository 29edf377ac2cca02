import type { BotSsoOptions } from '../options.js';

/** The app's function that returned a token. */
export type BotTokenSource = BotSsoOptions['getToken'] | undefined;

/** The state of the bot's token. The token itself is not part of it. */
export type BotTokenState =
  | { status: 'empty' }
  /** The token is being fetched before a card needs it. */
  | { status: 'warming'; source: BotTokenSource }
  /** `expiresAt`: milliseconds since the epoch. */
  | { status: 'held'; source: BotTokenSource; expiresAt: number };

export type BotTokenEvent =
  | { type: 'warm-up-started'; source: BotTokenSource }
  | { type: 'warm-up-ended' }
  | { type: 'arrived'; source: BotTokenSource; expiresAt: number }
  | { type: 'discarded' };

export const emptyBotToken: BotTokenState = { status: 'empty' };

/** A token that expires within this time is not sent, because the request takes time, in milliseconds. */
const margin = 5_000;

/** Returns the state after the event. */
export function nextBotToken(state: BotTokenState, event: BotTokenEvent): BotTokenState {
  switch (event.type) {
    case 'warm-up-started':
      return { status: 'warming', source: event.source };
    case 'warm-up-ended':
      return state.status === 'warming' ? emptyBotToken : state;
    case 'arrived':
      return { status: 'held', source: event.source, expiresAt: event.expiresAt };
    case 'discarded':
      return emptyBotToken;
  }
}

/** True when the held token can be sent now and came from this function. */
export const isUsable = (state: BotTokenState, source: BotTokenSource, now: number): boolean =>
  state.status === 'held' && state.source === source && now < state.expiresAt - margin;
