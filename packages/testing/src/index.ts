export type { ChatView, CheckResult, ExpectedChat } from './chat-checks.js';
export { liveChatMatchers, type ChatSubject, type LiveChatMatchers } from './matchers.js';
export { assertNoExternalRequests } from './network/external-requests.js';
export { renderWithLiveChat, testUserId, type RenderWithLiveChatOptions, type RenderWithLiveChatResult } from './render-with-live-chat.js';
export { createTestToken, sharedTestIssuer } from './test-token.js';
