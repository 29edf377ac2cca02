import type { Conversation } from './conversation.js';
import type { AvailabilityResult, ConversationResult, Omnichannel, OmnichannelEvent, WidgetConfiguration } from './omnichannel.js';
import type { OmnichannelRecords, SaveResult } from './records.js';
import { followEvents } from './follow-events.js';

/** Options of `remoteOmnichannel`. */
export interface RemoteOmnichannelOptions {
  /** Sends the requests. Default: the global fetch. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** Returns an Omnichannel that runs on a server, with the same interface. Calls reject when the server cannot be reached. */
export function remoteOmnichannel(baseUrl: string, options: RemoteOmnichannelOptions = {}): Omnichannel {
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const address = (path: string) => {
    const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, globalThis.location?.href);
    return new URL(path, base).href;
  };

  async function call<Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> {
    const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(new Request(address(path), { method, ...content }));
    if (!response.ok) throw new Error(`Omnichannel responds with status ${response.status} at ${path.split('?')[0]}.`);
    return (await response.json()) as Answer;
  }

  return {
    getWidget: (widgetId) => call<WidgetConfiguration | null>('GET', `widget?id=${encodeURIComponent(widgetId)}`),
    startConversation: (request) => call<ConversationResult>('POST', 'start', request),
    perform: (request) => call<ConversationResult>('POST', 'perform', request),
    getAgentAvailability: (request) => call<AvailabilityResult>('POST', 'availability', request),
    send: (conversationId, message) => call<string | null>('POST', 'message', { conversationId, message }),
    setTyping: (conversationId, who) => call<void>('POST', 'typing', { conversationId, who }),
    endConversation: (conversationId) => call<void>('POST', 'end', { conversationId }),
    getConversations: () => call<readonly Conversation[]>('GET', 'conversations'),
    getRecords: () => call<OmnichannelRecords>('GET', 'records'),
    saveRecords: (records) => call<SaveResult>('PUT', 'records', records),
    subscribe(listener, filter) {
      let after = filter?.after ?? 0;
      const query = () => (filter ? `?conversation=${encodeURIComponent(filter.conversationId)}&after=${after}` : '');
      const ended = new AbortController();
      void followEvents(
        fetch,
        () => address(`events${query()}`),
        ended.signal,
        (event) => {
          const known = event as OmnichannelEvent;
          if (known.type === 'message') after += 1;
          listener(known);
        },
      );
      return () => ended.abort();
    },
  };
}
