export { signInActivity, type Activity, type Attachment, type SignInActivityOptions } from './bot/activity.js';
export type { Bot, BotChat, SignInOutcome } from './bot/bot.js';
export { botTokenService, type BotTokenPermission, type BotTokenService, type BotTokenServiceOptions } from './bot/bot-token-service.js';
export { noTime, type AgentAvailability, type QueueAvailability } from './omnichannel/agent-availability.js';
export type { AuthenticationType, ChatAuthenticationSetting } from './omnichannel/chat-authentication-setting.js';
export { checkRecords } from './omnichannel/check-records.js';
export type { Conversation, ConversationMessage } from './omnichannel/conversation.js';
export { createOmnichannel, type OmnichannelOptions, type OmnichannelService } from './omnichannel/create-omnichannel.js';
export { isGuid, type CaseRecord, type CustomerRecord } from './omnichannel/customers.js';
export type {
  AvailabilityResult,
  ChatOperation,
  ConversationOperation,
  ConversationResult,
  Omnichannel,
  OmnichannelEvent,
  OperationRequest,
  OutgoingMessage,
  StartRequest,
  SubscriptionFilter,
  WidgetConfiguration,
} from './omnichannel/omnichannel.js';
export type { OpenPeriod, OperatingHours, Weekday } from './omnichannel/operating-hours.js';
export { readPublicKeys, type PublicKeys } from './omnichannel/public-keys.js';
export type { ChatWidget, OmnichannelRecords, RecordProblem, SaveResult } from './omnichannel/records.js';
export { remoteOmnichannel, type RemoteOmnichannelOptions } from './omnichannel/remote-omnichannel.js';
export { validateAuthToken } from './omnichannel/validate-auth-token.js';
export type { Refusal, RefusalReason, Validation, ValidationMode, ValidationPolicy, ValidToken } from './omnichannel/validation.js';
export type { ContextVariableValue, RoutingCondition, RoutingRule, Workstream } from './omnichannel/workstream.js';
