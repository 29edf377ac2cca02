import type { Bot } from '../bot/bot.js';
import { createBotRunner } from '../bot/bot-runner.js';
import type { BotTokenService } from '../bot/bot-token-service.js';
import type { FaultBoard } from '../faults/fault-board.js';
import { faultySetting } from '../faults/authentication-fault.js';
import { withFault } from '../faults/with-fault.js';
import { agentAvailability, type QueueAvailability } from './agent-availability.js';
import { checkRecords } from './check-records.js';
import type { Conversation } from './conversation.js';
import { createConversations, isSameSubject } from './conversations.js';
import { linkContact, linkCustomer } from './customers.js';
import { identifyCase, identifyCustomer } from './identify-customer.js';
import { handleOmnichannel } from './omnichannel-handler.js';
import type { Omnichannel, OperationRequest, StartRequest } from './omnichannel.js';
import { createPublicKeySource } from './public-key-source.js';
import { createRateLimit } from './rate-limit.js';
import { createUnknown, isPrimitiveEntry } from './read-context.js';
import type { ChatWidget, OmnichannelRecords } from './records.js';
import { anotherCustomer, signInNotOptional, tokenRequired, typeOutOfScope } from './refusals.js';
import { route } from './routing.js';
import { validateAuthToken } from './validate-auth-token.js';
import type { Validation, ValidationPolicy } from './validation.js';

/** The first records. A list that is left out or undefined is empty. */
type FirstRecords = { [List in keyof OmnichannelRecords]?: OmnichannelRecords[List] | undefined };

/** Options of `createOmnichannel`: the first records, and values that Microsoft does not document. */
export interface OmnichannelOptions extends FirstRecords, Omit<ValidationPolicy, 'contextVariables'> {
  /** Answers customers until an agent answers. */
  bot?: Bot | undefined;
  /** The service to which tokens for the bot's cards are posted. */
  botTokenService?: BotTokenService | undefined;
  /** Fetches public key URLs. Default: the global fetch. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Milliseconds for which a fetched public key document is kept. Microsoft does not document it. Default 0: it is fetched each time. */
  keyCacheTime?: number | undefined;
  /** Availability of queues that the workstream's `queueAvailability` does not contain. Default: always open and available. */
  queueAvailability?: (() => QueueAvailability) | undefined;
  /** Simulates the faults `publicKeys`, `portalClockAhead` and `authentication`. */
  faults?: FaultBoard | undefined;
}

/** Requests for availability that Microsoft's service answers within a minute. (Documented.) */
const availabilityRequestsPerMinute = 100;

/** An Omnichannel that can also be mounted on a server. */
export interface OmnichannelService extends Omnichannel {
  /** Serves `remoteOmnichannel` under any path. There is no access control: use it on your own computer only. */
  fetch(request: Request): Promise<Response>;
}

/**
 * Creates Omnichannel: it checks tokens against the public key URL of the setting, routes conversations, links customers and
 * keeps the conversations in memory.
 * @throws TypeError when the records have problems. The message lists them.
 */
export function createOmnichannel(options: OmnichannelOptions = {}): OmnichannelService {
  const records = recordsOf(options);
  const problems = checkRecords(records).map(({ record, index, field, message }) => `${record}[${index}].${field}: ${message}`);
  if (problems.length > 0) throw new TypeError(`createOmnichannel: ${problems.join(' ')}`);
  return openOmnichannel(options);
}

/** Creates Omnichannel without checking the records, because those of a simulator may be wrong on purpose. */
export function openOmnichannel(options: OmnichannelOptions): OmnichannelService {
  const { bot, faults, keyCacheTime = 0 } = options;
  const clock = () => (options.clock ?? Date.now)() - (faults?.get().portalClockAhead ?? 0);
  const fetch = withFault(options.fetch ?? ((request) => globalThis.fetch(request)), () => faults?.get().publicKeys);
  const validation = options.validation ?? 'strict';
  const keys = createPublicKeySource({ fetch, clock, keyCacheTime, validation });
  const conversations = createConversations(() => Date.now());
  const bots = bot ? createBotRunner(bot, conversations, options.botTokenService) : null;
  let records = recordsOf(options);
  const availabilityLimit = createRateLimit(availabilityRequestsPerMinute, options.clock ?? Date.now);

  const findWidget = (id: string): ChatWidget | null => {
    const widget = records.widgets.find((each) => each.id === id);
    return widget ? { ...widget, ...(faults?.get().authentication?.signInOptional && { signInOptional: true }) } : null;
  };
  const settingOf = (widget: ChatWidget) => {
    const setting = records.settings.find(({ name }) => name === widget.authenticationSetting) ?? null;
    return faultySetting(setting, faults?.get().authentication);
  };
  /** A setting without a client function is incomplete: v2 widgets request no token, and their chats are anonymous. */
  const requiresToken = (widget: ChatWidget) => {
    const setting = settingOf(widget);
    return setting !== null && !widget.signInOptional && (Boolean(setting.javascriptClientFunction) || Boolean(widget.persistentChat));
  };
  const workstreamOf = (widget: ChatWidget) => records.workstreams.find((workstream) => workstream.name === widget.workstream) ?? null;

  /** Checks a token. Null: the widget has no setting, so it ignores tokens. */
  async function check(token: string, widget: ChatWidget): Promise<Validation | null> {
    const setting = settingOf(widget);
    if (!setting) return null;
    if (setting.type === 'oauth2') return typeOutOfScope;
    const published = await keys.get(setting.publicKeyUrl);
    if (!published.valid) return published;
    const contextVariables = workstreamOf(widget)?.contextVariables;
    const policy = { ...options, clock, ...(contextVariables && { contextVariables }) };
    const checked = await validateAuthToken(token, published, policy);
    if (checked.valid || validation === 'lenient') return checked;
    const lenient = await validateAuthToken(token, published, { ...policy, validation: 'lenient' });
    return lenient.valid ? { ...checked, acceptedWhenLenient: true } : checked;
  }

  /** Returns the agent's summary of the customer with that token. */
  async function summarise(token: string | null, widget: ChatWidget, given: Conversation['context']) {
    const checked = token === null ? null : await check(token, widget);
    if (checked && !checked.valid) return checked;
    const authenticated = checked !== null;
    const context = checked?.context ?? createUnknown(onlyPrimitives(given), workstreamOf(widget)?.contextVariables);
    const subject = checked?.claims.sub ?? null;
    const byToken = subject === null ? null : linkCustomer(subject, context, records);
    const customer = byToken ?? identifyCustomer(context, records);
    const contactId =
      (subject === null ? null : linkContact(subject, context, records)) ?? (customer?.type === 'contact' ? customer.id : null);
    const linked = { customer, contactId, caseNumber: identifyCase(context, customer, records.cases) };
    return {
      valid: true as const,
      subject,
      summary: { authenticated, context, ...linked, ...route({ authenticated, context }, workstreamOf(widget)) },
    };
  }

  function end(conversationId: string): Conversation | null {
    bots?.stop(conversationId);
    return conversations.change(conversationId, { status: 'ended' });
  }

  const omnichannel: Omnichannel = {
    getWidget(widgetId) {
      const widget = findWidget(widgetId);
      const setting = widget && settingOf(widget);
      const authentication = setting && { javascriptClientFunction: setting.javascriptClientFunction || null };
      return Promise.resolve(
        widget && { authentication, signInOptional: widget.signInOptional ?? false, persistentChat: widget.persistentChat ?? false },
      );
    },

    async startConversation({ widgetId, token, context = {} }: StartRequest) {
      const widget = findWidget(widgetId);
      if (!widget) return { notFound: true };
      if (token === null && requiresToken(widget)) return { refusal: tokenRequired };
      const known = await summarise(token, widget, context);
      if (!known.valid) return { refusal: known };
      const open = widget.persistentChat && known.subject !== null ? conversations.findOpen(widgetId, known.subject) : null;
      if (open) return { conversation: open, resumed: true };
      const about = { id: crypto.randomUUID(), status: 'open' as const, widgetId, startedAt: Date.now(), messages: [] };
      const conversation: Conversation = { ...about, ...known.summary };
      conversations.add(conversation, known.subject);
      bots?.start(conversation);
      return { conversation };
    },

    async perform({ conversationId, operation, token }: OperationRequest) {
      const conversation = conversations.find(conversationId);
      const widget = conversation && findWidget(conversation.widgetId);
      if (!conversation || !widget) return { notFound: true };
      if (token === null && (conversation.authenticated || operation === 'authenticate')) return { refusal: tokenRequired };
      if (operation === 'authenticate' && !conversation.authenticated && !widget.signInOptional) return { refusal: signInNotOptional };
      if (typeof token === 'string') {
        const known = await summarise(token, widget, conversation.context);
        if (!known.valid) return { refusal: known };
        if (conversation.authenticated && !isSameSubject(known.subject, conversations.subjectOf(conversationId)))
          return { refusal: anotherCustomer };
        const mayAuthenticate = widget.signInOptional && (operation === 'reconnect' || operation === 'authenticate');
        if (!conversation.authenticated && known.summary.authenticated && mayAuthenticate)
          conversations.change(conversationId, known.summary, known.subject);
      }
      const now = operation === 'end' ? end(conversationId) : conversations.find(conversationId);
      return now ? { conversation: now } : { notFound: true };
    },

    async getAgentAvailability({ widgetId, token, context = {} }: StartRequest) {
      const widget = findWidget(widgetId);
      if (!widget) return { notFound: true };
      if (!availabilityLimit.take()) return { tooManyRequests: true };
      if (token === null && requiresToken(widget)) return { refusal: tokenRequired };
      const known = await summarise(token, widget, context);
      if (!known.valid) return { refusal: known };
      const { queue } = known.summary;
      const settings = workstreamOf(widget)?.queueAvailability?.[queue] ?? options.queueAvailability?.() ?? {};
      return { availability: agentAvailability(queue, settings, bot !== undefined, (options.clock ?? Date.now)()) };
    },

    send(conversationId, message) {
      if (message.from === 'agent') bots?.stop(conversationId);
      const messageId = conversations.say(conversationId, message);
      if (messageId !== null && message.from === 'customer') bots?.receive(conversationId, message.text);
      return Promise.resolve(messageId);
    },
    setTyping(conversationId, who) {
      conversations.emit({ type: 'typing', conversationId, who });
      return Promise.resolve();
    },
    endConversation(conversationId) {
      end(conversationId);
      return Promise.resolve();
    },
    getConversations: () => Promise.resolve(conversations.list()),
    getRecords: () => Promise.resolve(records),
    saveRecords(changed) {
      const problems = checkRecords(changed);
      if (problems.length > 0) return Promise.resolve({ saved: false, problems });
      records = changed;
      conversations.emit({ type: 'records', records });
      return Promise.resolve({ saved: true, records });
    },
    subscribe: conversations.subscribe,
  };
  return { ...omnichannel, fetch: (request) => handleOmnichannel(omnichannel, request) };
}

/** Keeps only valid values of the context of an anonymous page, which is untrusted input. */
const onlyPrimitives = (context: Conversation['context']): Conversation['context'] =>
  Object.fromEntries(Object.entries(context).filter(isPrimitiveEntry));

function recordsOf({ settings = [], widgets = [], workstreams = [], contacts, accounts, cases }: OmnichannelOptions): OmnichannelRecords {
  return { settings, widgets, workstreams, ...(contacts && { contacts }), ...(accounts && { accounts }), ...(cases && { cases }) };
}
