import type { LiveChatSimulator } from '@lcw-auth/simulator';
import {
  checkAnonymousChat,
  checkAuthenticatedChat,
  checkFailedChat,
  checkHiddenSignInCard,
  checkShownSignInCard,
  toResult,
  type ChatView,
  type ExpectedChat,
  type MatcherResult,
} from './chat-checks.js';
import { explainCardsOf } from './page-cards.js';

/** The value that a test passes to `expect`: a simulator, or the result of `renderWithLiveChat`. */
export type ChatSubject = LiveChatSimulator | { simulator: LiveChatSimulator };

/** The matchers of `expect(simulator)`. `Result` is void, or a promise for a runner that waits. */
export interface LiveChatMatchers<Result = void> {
  /** The agent sees Authenticated: Yes in the newest chat, and everything else that is expected. */
  toHaveAuthenticatedChat(expected?: ExpectedChat): Result;
  /** The agent sees Authenticated: No in the newest chat. */
  toHaveAnonymousChat(): Result;
  /** The panel shows its error pane instead of a chat. The code is that of `lcw:error`. */
  toHaveFailedChat(errorCode?: number): Result;
  /** A sign-in card is on screen, and the customer has not signed in for it yet. */
  toShowSignInCard(signInId?: string): Result;
  /** A sign-in card was hidden, because single sign-on succeeded. */
  toHideSignInCard(signInId?: string): Result;
}

/**
 * The matchers as a plain object, for other runners: `expect.extend(liveChatMatchers)`.
 * With Vitest or Jest, import `@lcw-auth/testing/vitest` or `/jest` instead, which include the types.
 */
export const liveChatMatchers = {
  /** Passes when the agent sees Authenticated: Yes in the newest chat, and everything else that is expected. */
  toHaveAuthenticatedChat: (subject: ChatSubject, expected?: ExpectedChat) => toResult(checkAuthenticatedChat(viewOf(subject), expected)),
  /** Passes when the agent sees Authenticated: No in the newest chat. */
  toHaveAnonymousChat: (subject: ChatSubject) => toResult(checkAnonymousChat(viewOf(subject))),
  /** Passes when the panel shows its error pane instead of a chat, with this code of `lcw:error` if one is given. */
  toHaveFailedChat: (subject: ChatSubject, errorCode?: number) => toResult(checkFailedChat(viewOf(subject), errorCode)),
  /** Passes when a sign-in card is on screen and the customer has not signed in for it yet. */
  toShowSignInCard: (subject: ChatSubject, signInId?: string) => toResult(checkShownSignInCard(viewOf(subject), signInId)),
  /** Passes when a sign-in card was hidden because single sign-on succeeded. */
  toHideSignInCard: (subject: ChatSubject, signInId?: string) => toResult(checkHiddenSignInCard(viewOf(subject), signInId)),
} satisfies Record<keyof LiveChatMatchers, (subject: ChatSubject, ...expected: never[]) => MatcherResult>;

function viewOf(subject: ChatSubject): ChatView {
  const simulator = typeof subject === 'object' && subject !== null && 'simulator' in subject ? subject.simulator : subject;
  if (typeof simulator?.getState !== 'function') {
    throw new TypeError(
      'A live chat matcher needs a simulator, or the result of renderWithLiveChat: write expect(simulator).toShowSignInCard().',
    );
  }
  return { conversations: simulator.conversations, state: simulator.getState(), explainCard: explainCardsOf(simulator) };
}
