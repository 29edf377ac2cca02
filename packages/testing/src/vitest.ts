import { afterEach, expect } from 'vitest';
import { liveChatMatchers, type LiveChatMatchers } from './matchers.js';
import { assertNoExternalRequests } from './network/external-requests.js';

declare module 'vitest' {
  interface Matchers<T> extends LiveChatMatchers {}
}

// `import '@lcw-auth/testing/vitest'` in a set-up file adds the matchers with their types, and fails a test that tries to reach another machine.
expect.extend(liveChatMatchers);
afterEach(assertNoExternalRequests);
