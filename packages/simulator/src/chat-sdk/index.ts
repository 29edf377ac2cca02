export { ChatSdkError } from './chat-sdk-error.js';
export { createSimulatedChatSdk, type SimulatedChatSdk, type SimulatedChatSdkOptions } from './simulated-chat-sdk.js';
