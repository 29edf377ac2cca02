import type { Omnichannel, OmnichannelEvent, OperationRequest, OutgoingMessage, StartRequest, SubscriptionFilter } from './omnichannel.js';
import type { OmnichannelRecords } from './records.js';

type Route = (omnichannel: Omnichannel, body: unknown, url: URL) => unknown;

// Only the last part of the path is read, so that the handler works under any path.
const routes: Record<string, Route> = {
  'GET widget': (omnichannel, _body, url) => omnichannel.getWidget(url.searchParams.get('id') ?? ''),
  'POST start': (omnichannel, body) => omnichannel.startConversation(body as StartRequest),
  'POST availability': (omnichannel, body) => omnichannel.getAgentAvailability(body as StartRequest),
  'POST perform': (omnichannel, body) => omnichannel.perform(body as OperationRequest),
  'POST message': (omnichannel, body) => {
    const { conversationId, message } = body as { conversationId: string; message: OutgoingMessage };
    return omnichannel.send(conversationId, message);
  },
  'POST typing': (omnichannel, body) => {
    const { conversationId, who } = body as { conversationId: string; who: 'bot' | 'agent' | null };
    return omnichannel.setTyping(conversationId, who);
  },
  'POST end': (omnichannel, body) => omnichannel.endConversation((body as { conversationId: string }).conversationId),
  'GET conversations': (omnichannel) => omnichannel.getConversations(),
  'GET records': (omnichannel) => omnichannel.getRecords(),
  'PUT records': (omnichannel, body) => omnichannel.saveRecords(body as OmnichannelRecords),
};

/** Serves Omnichannel over HTTP: JSON, and one event stream. */
export async function handleOmnichannel(omnichannel: Omnichannel, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const name = url.pathname.split('/').at(-1) ?? '';
  if (request.method === 'GET' && name === 'events') return eventStream(omnichannel, readFilter(url), request.signal);
  const route = routes[`${request.method} ${name}`];
  if (!route) return problem(404, 'Omnichannel has no endpoint at this path.');
  try {
    const hasBody = request.method === 'POST' || request.method === 'PUT';
    const answer = await route(omnichannel, hasBody ? await readBody(request) : null, url);
    return Response.json(answer ?? null, { headers: { 'cache-control': 'no-store' } });
  } catch {
    return problem(400, 'The body does not have the form that this endpoint requires.');
  }
}

async function readBody(request: Request): Promise<object> {
  const body: unknown = await request.json();
  if (typeof body !== 'object' || body === null) throw new TypeError('The body is not an object.');
  return body;
}

const problem = (status: number, title: string) =>
  new Response(JSON.stringify({ title, status }), { status, headers: { 'content-type': 'application/problem+json' } });

/** Milliseconds between comments in the stream, so that proxies keep it open. */
const heartbeat = 15_000;

function readFilter({ searchParams }: URL): SubscriptionFilter | undefined {
  const conversationId = searchParams.get('conversation');
  return conversationId === null ? undefined : { conversationId, after: Number(searchParams.get('after') ?? 0) };
}

function eventStream(omnichannel: Omnichannel, filter: SubscriptionFilter | undefined, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          // The reader has disconnected.
          close();
        }
      };
      const unsubscribe = omnichannel.subscribe((event: OmnichannelEvent) => write(`data: ${JSON.stringify(event)}\n\n`), filter);
      const timer = setInterval(() => write(':\n\n'), heartbeat);
      close = () => {
        clearInterval(timer);
        unsubscribe();
      };
      write(':\n\n');
      signal.addEventListener('abort', () => close(), { once: true });
    },
    cancel: () => close(),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}
