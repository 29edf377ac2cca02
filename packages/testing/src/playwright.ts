export { createTestToken } from './test-token.js';
export { expect } from './playwright/expect.js';
export type { LiveChatPage } from './playwright/live-chat-page.js';
export { test, type LiveChatFixtureOptions, type LiveChatFixtures } from './playwright/test.js';
