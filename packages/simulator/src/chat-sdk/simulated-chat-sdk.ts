import type OmnichannelChatSDK from '@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK';
import type { Conversation } from '../omnichannel/conversation.js';
import type { Omnichannel, WidgetConfiguration } from '../omnichannel/omnichannel.js';
import { createChatAdapter } from './chat-adapter.js';
import { chatConfig } from './chat-config.js';
import { createChatMessages, type MessageMethods } from './chat-messages.js';
import { ChatSdkError, type ChatSdkErrorName } from './chat-sdk-error.js';
import { createChatSession } from './chat-session.js';
import { captureToken, type GetAuthToken } from './customer-token.js';

/** Options of `createSimulatedChatSdk`. */
export interface SimulatedChatSdkOptions {
  /** The id of the chat's widget in the simulator's Omnichannel. Default 'simulated-widget'. */
  widgetId?: string | undefined;
  /** The second argument of Microsoft's constructor; only `getAuthToken` is read. */
  chatSDKConfig?: { getAuthToken?: GetAuthToken | undefined } | undefined;
  /** True: the customer's open conversation continues in the next chat. Default false. */
  persistentChat?: boolean | undefined;
  /** True: `authenticateChat()` exists, as in Microsoft's releases after 1.11.8. Default false. */
  midChatSignIn?: boolean | undefined;
}

/** Microsoft's chat SDK, without a network. */
export type SimulatedChatSdk = OmnichannelChatSDK & {
  /**
   * Signs the user in during an anonymous chat. Present with `midChatSignIn`.
   * @throws ChatSdkError `MidConversationAuthFailure` when there is no token or Omnichannel refuses it.
   */
  authenticateChat?(tokenOrProvider: string | (() => Promise<string>), options?: { refreshChatToken?: boolean }): Promise<void>;
};

/** The methods that the simulation implements, with Microsoft's signatures. */
type Simulated = Pick<
  OmnichannelChatSDK,
  | 'initialize'
  | 'getLiveChatConfig'
  | 'startChat'
  | 'endChat'
  | 'getChatReconnectContext'
  | 'getCurrentLiveChatContext'
  | 'getChatToken'
  | 'getPreChatSurvey'
  | 'getDataMaskingRules'
  | 'getLiveChatTranscript'
  | 'emailLiveChatTranscript'
  | 'createChatAdapter'
  | 'isVoiceVideoCallingEnabled'
  | 'getVoiceVideoCalling'
  | 'getPostChatSurveyContext'
  | 'getAgentAvailability'
> &
  MessageMethods & {
    /** In Microsoft's type, `state` is an enum, and a literal cannot be assigned to an enum. */
    getConversationDetails(options?: Parameters<OmnichannelChatSDK['getConversationDetails']>[0]): Promise<ConversationDetails>;
  };

type ConversationDetails = Omit<Awaited<ReturnType<OmnichannelChatSDK['getConversationDetails']>>, 'state'> & {
  state: 'Active' | 'Closed';
};

/**
 * Creates an object with the interface of Microsoft's `OmnichannelChatSDK` over a simulator's Omnichannel, so that Microsoft's
 * React widget runs without a network. Like the real SDK, it captures a token once: at `initialize()`, or at `startChat()` when
 * it holds none. Methods that it does not simulate (attachments, calls, history) are absent.
 * @example
 * const simulator = createLiveChatSimulator({ setting: issuer.setting({ javascriptClientFunction: 'auth.getToken' }) });
 * const chatSDK = createSimulatedChatSdk(simulator, { chatSDKConfig: { getAuthToken } });
 * const chatConfig = await chatSDK.initialize();
 */
export function createSimulatedChatSdk(
  simulator: { readonly omnichannel: Omnichannel },
  options: SimulatedChatSdkOptions = {},
): SimulatedChatSdk {
  const { omnichannel } = simulator;
  const { widgetId = 'simulated-widget', persistentChat = false, midChatSignIn = false } = options;
  const session = createChatSession(omnichannel, widgetId);
  let configuration: WidgetConfiguration | null = null;
  let stopFollowing = (): void => undefined;

  /** The fields have Microsoft's names, because Microsoft's widget reads and writes them. */
  const fields = {
    omnichannelConfig: { orgId: '00000000-0000-0000-0000-000000000000', orgUrl: 'https://simulated.example', widgetId },
    chatSDKConfig: { ...options.chatSDKConfig },
    isInitialized: false,
    requestId: crypto.randomUUID() as string,
    sessionId: null as string | null,
    reconnectId: null as string | null,
    chatToken: {} as { chatId?: string; token?: string; visitorId?: string },
    authenticatedUserToken: null as string | null,
    conversation: null as object | null,
  };

  const initialized = (): WidgetConfiguration => {
    if (!configuration) throw new ChatSdkError('UninitializedChatSDK');
    return configuration;
  };
  const openChat = (failure: ChatSdkErrorName): string => {
    initialized();
    const { chatId } = sdk.chatToken;
    if (chatId === undefined) throw new ChatSdkError(failure, { why: 'No chat is open: call startChat() first.' });
    return chatId;
  };

  const messages = createChatMessages(omnichannel, () => openChat('InvalidConversation'));

  async function resume(conversationId: string): Promise<Conversation> {
    const token = sdk.authenticatedUserToken;
    const details = await session.perform(conversationId, 'details', token, 'InvalidConversation');
    if (details.status === 'ended') throw new ChatSdkError('ClosedConversation');
    const refused = details.authenticated ? 'AuthenticatedChatConversationRetrievalFailure' : 'InvalidConversation';
    return session.perform(conversationId, 'reconnect', token, refused);
  }

  async function begin(context: Conversation['context'] | undefined): Promise<Conversation> {
    sdk.reconnectId = persistentChat ? await session.findOpenConversation(sdk.authenticatedUserToken) : null;
    if (sdk.reconnectId !== null) return resume(sdk.reconnectId);
    return session.start(sdk.authenticatedUserToken, context);
  }

  function open(conversation: Conversation): void {
    sdk.chatToken = { chatId: conversation.id, token: 'simulated-chat-token', visitorId: 'customer' };
    sdk.conversation = { disconnect: () => undefined };
    stopFollowing();
    stopFollowing = session.follow(conversation, messages.receive);
  }

  function close(): void {
    stopFollowing();
    messages.clear();
    sdk.conversation = null;
    sdk.chatToken = {};
    sdk.reconnectId = null;
    sdk.requestId = crypto.randomUUID();
  }

  const methods: Simulated = {
    async initialize() {
      configuration = await omnichannel.getWidget(widgetId).catch(() => null);
      if (!configuration) throw new ChatSdkError('ChatConfigRetrievalFailure', { why: `Omnichannel has no widget ${widgetId}.` });
      if (configuration.authentication && sdk.chatSDKConfig.getAuthToken) await sdk.setAuthTokenProvider(sdk.chatSDKConfig.getAuthToken);
      sdk.isInitialized = true;
      return chatConfig(configuration, persistentChat);
    },
    getLiveChatConfig: () => attempt(() => chatConfig(initialized(), persistentChat)),

    async startChat({ liveChatContext, customContext } = {}) {
      const { authentication, signInOptional } = initialized();
      const mayBeAnonymous = signInOptional && midChatSignIn;
      if (authentication && sdk.authenticatedUserToken === null && !mayBeAnonymous)
        await sdk.setAuthTokenProvider(sdk.chatSDKConfig.getAuthToken, { throwError: true });
      const resumed = liveChatContext?.chatToken.chatId;
      if (resumed === undefined) return open(await begin(readContext(customContext)));
      sdk.requestId = liveChatContext?.requestId ?? sdk.requestId;
      open(await resume(resumed));
    },

    async endChat({ isSessionEnded } = {}) {
      initialized();
      const { chatId } = sdk.chatToken;
      try {
        if (chatId !== undefined && isSessionEnded !== true)
          await session.perform(chatId, 'end', sdk.authenticatedUserToken, 'ConversationClosureFailure');
      } finally {
        close();
      }
    },

    async getChatReconnectContext() {
      initialized();
      const reconnectId = persistentChat ? await session.findOpenConversation(sdk.authenticatedUserToken) : null;
      return { reconnectId, redirectURL: null };
    },
    async getConversationDetails({ liveChatContext } = {}) {
      initialized();
      const chatId = liveChatContext?.chatToken.chatId ?? openChat('ConversationDetailsRetrievalFailure');
      const { id, status } = await session.perform(chatId, 'details', sdk.authenticatedUserToken, 'ConversationDetailsRetrievalFailure');
      return { state: status === 'open' ? 'Active' : 'Closed', conversationId: id };
    },
    getCurrentLiveChatContext: () =>
      attempt(() => {
        initialized();
        const { chatToken, requestId, reconnectId } = sdk;
        return chatToken.chatId === undefined ? {} : { chatToken, requestId, ...(reconnectId !== null && { reconnectId }) };
      }),
    getChatToken: () => attempt(() => (initialized(), sdk.chatToken)),
    getPreChatSurvey: () => attempt(() => null),
    getDataMaskingRules: () => attempt(() => ({})),

    ...messages.methods,

    async getLiveChatTranscript() {
      const id = openChat('LiveChatTranscriptRetrievalFailure');
      const { messages: transcript } = await session.perform(
        id,
        'transcript',
        sdk.authenticatedUserToken,
        'LiveChatTranscriptRetrievalFailure',
      );
      return { chatId: id, messages: JSON.stringify(transcript) };
    },
    async emailLiveChatTranscript() {
      const id = openChat('LiveChatTranscriptRetrievalFailure');
      await session.perform(id, 'transcript', sdk.authenticatedUserToken, 'LiveChatTranscriptRetrievalFailure');
    },
    createChatAdapter: () => attempt(() => createChatAdapter(omnichannel, openChat('InvalidConversation'))),
    isVoiceVideoCallingEnabled: () => false,
    getVoiceVideoCalling: () => Promise.reject(new ChatSdkError('FeatureDisabled')),
    async getPostChatSurveyContext() {
      await session.perform(openChat('InvalidConversation'), 'survey', sdk.authenticatedUserToken, 'InvalidConversation');
      return {
        participantJoined: false,
        participantType: '',
        surveyInviteLink: '',
        botSurveyInviteLink: '',
        formsProLocale: '',
        botFormsProLocale: '',
      };
    },
    async getAgentAvailability() {
      initialized();
      const result = await omnichannel.getAgentAvailability({ widgetId, token: sdk.authenticatedUserToken }).catch(() => null);
      // The SDK reports a failure to its telemetry and resolves to undefined. (Source.)
      return result && 'availability' in result ? result.availability : undefined;
    },
  };

  const sdk = {
    ...fields,
    ...methods,
    // The SDK itself calls this method of the object too. (Source.)
    setAuthTokenProvider: (provider: GetAuthToken | undefined, { throwError = false }: { throwError?: boolean } = {}): Promise<void> =>
      captureToken(sdk, provider, throwError),
    OCClient: {
      getReconnectableChats: async ({ authenticatedUserToken }: { authenticatedUserToken: string | null }) => {
        const reconnectid = await session.findOpenConversation(authenticatedUserToken);
        return reconnectid === null ? null : { reconnectid };
      },
    },
    ...(midChatSignIn && {
      async authenticateChat(tokenOrProvider: string | (() => Promise<string>)) {
        const id = openChat('InvalidConversation');
        const token = await attempt(() => (typeof tokenOrProvider === 'function' ? tokenOrProvider() : tokenOrProvider)).catch(() => '');
        if (!token) throw new ChatSdkError('MidConversationAuthFailure', { why: 'The token provider returned no token.' });
        await session.perform(id, 'reconnect', token, 'MidConversationAuthFailure');
        sdk.authenticatedUserToken = token;
      },
    }),
  };
  // Microsoft's type is a class with private members, which no other object can have.
  return sdk as unknown as SimulatedChatSdk;
}

/** Runs synchronous work like a method of the SDK: an error becomes a rejection. */
const attempt = async <Value>(work: () => Value | Promise<Value>): Promise<Value> => work();

/** `customContext` holds `{ name: { value } }`. */
function readContext(customContext: object | undefined): Conversation['context'] | undefined {
  if (!customContext) return undefined;
  const entries = Object.entries(customContext as Record<string, { value?: unknown } | null>);
  return Object.fromEntries(entries.map(([name, variable]) => [name, variable?.value])) as Conversation['context'];
}
