import { expect as base } from '@playwright/test';
import {
  checkAnonymousChat,
  checkAuthenticatedChat,
  checkFailedChat,
  checkHiddenSignInCard,
  checkShownSignInCard,
  toResult,
  type ChatView,
  type CheckResult,
  type ExpectedChat,
} from '../chat-checks.js';
import type { LiveChatPage } from './live-chat-page.js';

interface Waiting {
  isNot: boolean;
  timeout: number;
}

/** Repeats the check until it passes, or with `.not` until it fails. Stops when the time is over. */
async function waitFor({ isNot, timeout }: Waiting, liveChat: LiveChatPage, check: (view: ChatView) => CheckResult) {
  const until = Date.now() + timeout;
  for (;;) {
    const result = check(await liveChat.view());
    if (result.pass !== isNot || Date.now() >= until) return toResult(result);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Playwright's `expect` with the matchers of this package. Like the matchers for locators they wait, so `await` them. */
export const expect = base.extend({
  /** Passes when the agent sees Authenticated: Yes in the newest chat, and everything else that is expected. */
  toHaveAuthenticatedChat(liveChat: LiveChatPage, expected?: ExpectedChat, options?: { timeout?: number }) {
    return waitFor(waiting(this, options), liveChat, (view) => checkAuthenticatedChat(view, expected));
  },
  /** Passes when the agent sees Authenticated: No in the newest chat. */
  toHaveAnonymousChat(liveChat: LiveChatPage, options?: { timeout?: number }) {
    return waitFor(waiting(this, options), liveChat, checkAnonymousChat);
  },
  /** Passes when the panel shows its error pane instead of a chat, with this code of `lcw:error` if one is given. */
  toHaveFailedChat(liveChat: LiveChatPage, errorCode?: number, options?: { timeout?: number }) {
    return waitFor(waiting(this, options), liveChat, (view) => checkFailedChat(view, errorCode));
  },
  /** Passes when a sign-in card is on screen and the customer has not signed in for it yet. */
  toShowSignInCard(liveChat: LiveChatPage, signInId?: string, options?: { timeout?: number }) {
    return waitFor(waiting(this, options), liveChat, (view) => checkShownSignInCard(view, signInId));
  },
  /** Passes when a sign-in card was hidden because single sign-on succeeded. */
  toHideSignInCard(liveChat: LiveChatPage, signInId?: string, options?: { timeout?: number }) {
    return waitFor(waiting(this, options), liveChat, (view) => checkHiddenSignInCard(view, signInId));
  },
});

const waiting = (state: Waiting, options: { timeout?: number } = {}): Waiting => ({
  isNot: state.isNot,
  timeout: options.timeout ?? state.timeout,
});
