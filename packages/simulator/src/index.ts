export {
  ChatNotStartedError,
  createLiveChatSimulator,
  type LiveChatSimulator,
  type LiveChatSimulatorOptions,
  type SignInCardOptions,
  type SignInCardResult,
} from './live-chat-simulator.js';
export type { ChatAuthenticationSetting } from './omnichannel/chat-authentication-setting.js';
export type { Conversation, ConversationMessage } from './omnichannel/conversation.js';
export type { ContextVariableValue, RoutingCondition, RoutingRule, Workstream } from './omnichannel/workstream.js';
export type { SimulatorLane, SimulatorLogEntry } from './simulator-log.js';
export type { ChatMessage, ChatState, SignInCardMessage, SimulatorState } from './simulator-state.js';
export { createTestIssuer, type TestClaims, type TestIssuer, type TestIssuerOptions, type TestTokenOptions } from './test-issuer.js';
export type { WidgetUiMessages } from './ui/messages.js';
export { mountWidgetUi, type WidgetUiOptions } from './ui/mount-widget-ui.js';
