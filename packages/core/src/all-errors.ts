export { liveChatAuthError } from './error-of.js';
export { errorCodes, type LiveChatAuthErrorCode } from './error-table.js';
export { LiveChatAuthError } from './errors.js';
