import { expect } from 'vitest';
import {
  createLiveChatAuth,
  type AuthTokenState,
  type LiveChatAuthError,
  type LiveChatAuthEvent,
  type LiveChatAuthOptions,
} from '@lcw-auth/core';

/** The result of a client without a page for one answer of `getAuthToken`, or for a `getAuthToken`. */
export interface CheckedAnswer {
  /** The token that the client returns. */
  token: string | null;
  state: AuthTokenState;
  events: LiveChatAuthEvent[];
}

export async function checkAnswer(answer: unknown): Promise<CheckedAnswer> {
  const events: LiveChatAuthEvent[] = [];
  const auth = createLiveChatAuth({
    userId: 'ann',
    getAuthToken: typeof answer === 'function' ? (answer as LiveChatAuthOptions['getAuthToken']) : async () => answer as string,
    onEvent: (event) => events.push(event),
  });
  // An error that a retry may remove would keep the request open until the time limit.
  const enough = new AbortController();
  auth.subscribe(() => auth.getState().authToken.status === 'error' && enough.abort());
  const token = await auth.getAuthToken({ signal: enough.signal });
  return { token, state: auth.getState().authToken, events };
}

/** Returns the error for an answer that must be refused, and checks that the error does not quote it. */
export async function refusalOf(answer: unknown): Promise<LiveChatAuthError> {
  const { token, state } = await checkAnswer(answer);
  expect(token).toBeNull();
  if (state.status !== 'error') throw new Error(`The answer was not refused: the state is ${state.status}.`);
  const text = typeof answer === 'function' ? '' : String(answer);
  if (text.length > 20) expect(state.error.message).not.toContain(text.slice(0, 20));
  return state.error;
}
