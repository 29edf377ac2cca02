import type { Expect } from 'expect';
import { completeJestPage } from './complete-jest-page.js';
import { liveChatMatchers, type LiveChatMatchers } from './matchers.js';

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

const { expect } = globalThis as { expect?: Expect };
if (typeof expect?.extend !== 'function') {
  throw new TypeError(
    "@lcw-auth/testing/jest belongs in setupFilesAfterEnv, where Jest's expect is global. With injectGlobals: false write expect.extend(liveChatMatchers).",
  );
}
expect.extend(liveChatMatchers);
completeJestPage();
