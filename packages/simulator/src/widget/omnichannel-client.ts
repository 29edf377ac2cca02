import type { AgentAvailability } from '../omnichannel/agent-availability.js';
import type { Conversation } from '../omnichannel/conversation.js';
import type { ConversationOperation, ConversationResult, Omnichannel, WidgetConfiguration } from '../omnichannel/omnichannel.js';
import type { Refusal } from '../omnichannel/validation.js';
import type { AuthTokens, TokenOutcome } from './auth-token.js';
import { ChatError } from './chat-error.js';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** The widget's calls to Omnichannel, each with the token that it needs. A failure raises `lcw:error` and rejects with a ChatError. */
export interface OmnichannelClient {
  /** Reads the widget's configuration. */
  configure(): Promise<WidgetConfiguration>;
  /** Starts a chat. @param context Read only when the chat is anonymous. */
  start(configuration: WidgetConfiguration, context: () => Conversation['context']): Promise<StartedChat>;
  /** Continues a conversation. Null: the conversation has ended, or belongs to another customer. */
  reconnect(conversationId: string, configuration: WidgetConfiguration): Promise<Conversation | null>;
  /** Makes a call within a conversation. */
  perform(conversationId: string, operation: ConversationOperation, configuration: WidgetConfiguration): Promise<Conversation>;
  /** Returns the availability. Null: too many requests. @param context Read only when the request is anonymous. */
  getAvailability(configuration: WidgetConfiguration, context: () => Conversation['context']): Promise<AgentAvailability | null>;
}

/** The conversation of a chat that starts. `resumed`: the customer's persistent conversation was open already. */
export interface StartedChat {
  conversation: Conversation;
  resumed: boolean;
}

export interface OmnichannelClientParts {
  generation: 'v1' | 'v2';
  widgetId: string;
  page: WidgetPage;
  lifetime: Lifetime;
  omnichannel: Omnichannel;
  authTokens: AuthTokens;
  /** Milliseconds for which an answer about availability is kept. */
  availabilityCacheTime: number;
}

const notFound = { reason: 'not-found', detail: 'There is no such widget or conversation.' };

export function createOmnichannelClient(parts: OmnichannelClientParts): OmnichannelClient {
  const { generation, widgetId, page, lifetime, omnichannel, authTokens } = parts;
  let keptAvailability: { context: string; until: number; availability: AgentAvailability } | null = null;

  const fail = (error: ChatError, raised?: unknown): ChatError => {
    page.raiseError(error.errorCode, raised);
    return error;
  };

  /** Microsoft documents no code for an Omnichannel that cannot be reached. 7 is the nearest. (Inferred.) */
  const reach = async <Answer>(promise: Promise<Answer>): Promise<Answer> => {
    const failure = Symbol('unreachable');
    const answer = await lifetime.during(promise.catch(() => failure));
    if (typeof answer === 'symbol') throw fail(new ChatError(7, 'Omnichannel cannot be reached.'));
    return answer;
  };

  const tokenOf = (outcome: TokenOutcome): string | null => {
    if (outcome.status === 'failed') throw fail(new ChatError(outcome.errorCode, outcome.reason), outcome.raised);
    return outcome.status === 'token' ? outcome.token : null;
  };

  const conversationOf = (result: ConversationResult): Conversation => {
    if ('conversation' in result) return result.conversation;
    throw refused(result);
  };

  const refused = (result: { refusal: Refusal } | { notFound: true }): ChatError => {
    const { reason, detail, ...more } = 'refusal' in result ? result.refusal : notFound;
    const hint =
      'acceptedWhenLenient' in more
        ? {
            hint: "Microsoft's documents forbid this token, but a real Omnichannel may accept it. Simulate that with validation: 'lenient'.",
          }
        : {};
    page.log({ from: 'omnichannel', to: 'widget', type: 'refused', detail: { reason, detail, ...hint } });
    return fail(new ChatError('refusal' in result ? 4 : 7, detail));
  };

  return {
    async configure() {
      const configuration = await reach(omnichannel.getWidget(widgetId));
      if (!configuration) throw fail(new ChatError(7, `Omnichannel has no widget ${JSON.stringify(widgetId)}.`));
      return configuration;
    },

    async start(configuration, context) {
      const token = tokenOf(await authTokens.forStart(configuration));
      page.log({ from: 'widget', to: 'omnichannel', type: 'chat-requested', detail: { withToken: token !== null } });
      const given = token === null ? context() : {};
      const result = await reach(omnichannel.startConversation({ widgetId, token, context: given }));
      const conversation = conversationOf(result);
      const { authenticated, queue } = conversation;
      const resumed = 'resumed' in result;
      page.log({
        from: 'omnichannel',
        to: 'widget',
        type: resumed ? 'conversation-resumed' : 'conversation-started',
        detail: { authenticated, queue },
      });
      return { conversation, resumed };
    },

    async reconnect(conversationId, configuration) {
      const known = await reach(omnichannel.perform({ conversationId, operation: 'details', token: undefined }));
      if (!('conversation' in known) || known.conversation.status === 'ended') return null;
      const token = tokenOf(await authTokens.forStart(configuration));
      const result = await reach(omnichannel.perform({ conversationId, operation: 'reconnect', token }));
      if ('refusal' in result && result.refusal.reason === 'another-customer') return null;
      const conversation = conversationOf(result);
      page.log({ from: 'omnichannel', to: 'widget', type: 'conversation-resumed', detail: { authenticated: conversation.authenticated } });
      return conversation;
    },

    async perform(conversationId, operation, configuration) {
      // v1 requests no token for an open chat.
      const token = generation === 'v1' ? undefined : tokenOf(await authTokens.forCall(configuration));
      return conversationOf(await reach(omnichannel.perform({ conversationId, operation, token })));
    },

    async getAvailability(configuration, context) {
      const token = tokenOf(await authTokens.forCall(configuration));
      const given = token === null ? context() : {};
      const key = JSON.stringify(given);
      if (keptAvailability?.context === key && Date.now() < keptAvailability.until) return keptAvailability.availability;
      const result = await reach(omnichannel.getAgentAvailability({ widgetId, token, context: given }));
      if ('tooManyRequests' in result) return null;
      if (!('availability' in result)) throw refused(result);
      keptAvailability = { context: key, until: Date.now() + parts.availabilityCacheTime, availability: result.availability };
      return result.availability;
    },
  };
}
