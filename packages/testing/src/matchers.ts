import type { LiveChatSimulator } from '@lcw-auth/simulator';
import {
  checkAnonymousChat,
  checkAuthenticatedChat,
  checkFailedChat,
  checkHiddenSignInCard,
  checkShownSignInCard,
  type ChatView,
  type CheckResult,
  type ExpectedChat,
} from './chat-checks.js';

/** What the matchers take: a simulator, or what `renderWithLiveChat` gave. */
export type ChatSubject = LiveChatSimulator | { simulator: LiveChatSimulator };

/** The matchers as `expect(simulator)` offers them. `Result` is void, or a promise where a runner waits. */
export interface LiveChatMatchers<Result = void> {
  /** The agent sees Authenticated: Yes in the newest chat, and what else is expected. */
  toHaveAuthenticatedChat(expected?: ExpectedChat): Result;
  /** The agent sees Authenticated: No in the newest chat. */
  toHaveAnonymousChat(): Result;
  /** The panel shows its error pane instead of a chat; the code is the one of `lcw:error`. */
  toHaveFailedChat(errorCode?: number): Result;
  /** A sign-in card is on screen and waits for its person. */
  toShowSignInCard(signInId?: string): Result;
  /** A sign-in card was hidden: single sign-on did its work. */
  toHideSignInCard(signInId?: string): Result;
}

/** What a matcher answers its runner. */
export interface MatcherResult {
  pass: boolean;
  message(): string;
}

/**
 * The matchers as a plain object, for a runner of one's own: `expect.extend(liveChatMatchers)`.
 * Vitest and Jest users import `@lcw-auth/testing/vitest` or `/jest` instead, types included.
 */
export const liveChatMatchers = {
  toHaveAuthenticatedChat: (subject: ChatSubject, expected?: ExpectedChat) => toResult(checkAuthenticatedChat(viewOf(subject), expected)),
  toHaveAnonymousChat: (subject: ChatSubject) => toResult(checkAnonymousChat(viewOf(subject))),
  toHaveFailedChat: (subject: ChatSubject, errorCode?: number) => toResult(checkFailedChat(viewOf(subject), errorCode)),
  toShowSignInCard: (subject: ChatSubject, signInId?: string) => toResult(checkShownSignInCard(viewOf(subject), signInId)),
  toHideSignInCard: (subject: ChatSubject, signInId?: string) => toResult(checkHiddenSignInCard(viewOf(subject), signInId)),
} satisfies Record<keyof LiveChatMatchers, (subject: ChatSubject, ...expected: never[]) => MatcherResult>;

function viewOf(subject: ChatSubject): ChatView {
  const simulator = typeof subject === 'object' && subject !== null && 'simulator' in subject ? subject.simulator : subject;
  if (typeof simulator?.getState !== 'function') {
    throw new TypeError(
      'A live chat matcher takes a simulator, or what renderWithLiveChat returned: expect(simulator).toShowSignInCard().',
    );
  }
  return { conversations: simulator.conversations, state: simulator.getState() };
}

/** The result in the form that Jest, Vitest and Playwright share. */
export function toResult({ pass, expected, found }: CheckResult): MatcherResult {
  return { pass, message: () => `Expected ${pass ? 'not ' : ''}${expected}.\nFound ${found}.` };
}
