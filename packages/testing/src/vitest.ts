import { expect } from 'vitest';
import { liveChatMatchers, type LiveChatMatchers } from './matchers.js';

declare module 'vitest' {
  interface Matchers<T> extends LiveChatMatchers {}
}

// `import '@lcw-auth/testing/vitest'` in a setup file adds the matchers, and their types with them.
expect.extend(liveChatMatchers);
