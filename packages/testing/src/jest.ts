import type { Expect } from 'expect';
import { completeJestPage } from './complete-jest-page.js';
import { liveChatMatchers, type LiveChatMatchers } from './matchers.js';
import { assertNoExternalRequests } from './network/external-requests.js';

declare global {
  namespace jest {
    // For @types/jest.
    interface Matchers<R, T> extends LiveChatMatchers<R> {}
  }
}
declare module 'expect' {
  // For `import { expect } from '@jest/globals'`.
  interface Matchers<R extends void | Promise<void>, T> extends LiveChatMatchers<R> {}
}

const { expect, afterEach } = globalThis as { expect?: Expect; afterEach?: (check: () => void) => void };
if (typeof expect?.extend !== 'function') {
  throw new TypeError(
    "List @lcw-auth/testing/jest in setupFilesAfterEnv, where Jest's expect is global. With injectGlobals: false, write expect.extend(liveChatMatchers) instead.",
  );
}
expect.extend(liveChatMatchers);
afterEach?.(assertNoExternalRequests);
completeJestPage();
