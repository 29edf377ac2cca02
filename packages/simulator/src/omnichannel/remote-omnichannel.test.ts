import { afterEach, describe, expect, test, vi } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import { signInActivity } from '../bot/activity.js';
import { contactId, issuer, shopOmnichannel, start } from './omnichannel.fixture.js';
import type { OmnichannelEvent } from './omnichannel.js';
import { remoteOmnichannel } from './remote-omnichannel.js';

const url = 'http://portal.example/omnichannel';
const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** Creates an Omnichannel on a server, and a remote Omnichannel that a page uses to reach it. */
function overHttp() {
  const server = shopOmnichannel();
  return { server, remote: remoteOmnichannel(url, { fetch: (request) => server.fetch(request) }) };
}

function listen(remote: ReturnType<typeof remoteOmnichannel>, filter?: { conversationId: string; after?: number }) {
  const events: OmnichannelEvent[] = [];
  ended.push(remote.subscribe((event) => events.push(event), filter));
  return events;
}

test('starts a chat, sends messages and ends it, as on the server', async () => {
  const { server, remote } = overHttp();
  const { id } = await start(remote, 'shop', {}, { msdyn_isvip: true });
  await remote.send(id, { from: 'customer', text: 'Hello' });
  expect(await remote.getConversations()).toMatchObject([{ id, contactId, context: { msdyn_isvip: true }, messages: [{ text: 'Hello' }] }]);
  expect(await remote.getConversations()).toEqual(await server.getConversations());
  await remote.endConversation(id);
  expect(await server.getConversations()).toMatchObject([{ status: 'ended' }]);
});

test('distinguishes null (no token) from undefined (a v1 widget, which sends no token)', async () => {
  const { remote } = overHttp();
  const { id: conversationId } = await start(remote, 'shop', {});
  expect(await remote.perform({ conversationId, operation: 'details', token: null })).toMatchObject({ refusal: {} });
  expect(await remote.perform({ conversationId, operation: 'details', token: undefined })).toMatchObject({ conversation: {} });
});

test('reads and saves records, and returns their problems', async () => {
  const { remote } = overHttp();
  const records = await remote.getRecords();
  expect(await remote.getWidget('plain')).toEqual({ authentication: null, signInOptional: false, persistentChat: false });
  expect(await remote.saveRecords(records)).toEqual({ saved: true, records });
  expect(await remote.saveRecords({ ...records, settings: [issuer.setting({ owner: '' })] })).toMatchObject({ saved: false });
});

describe('the event stream', () => {
  test('starts with all conversations and continues with events, without activities', async () => {
    const { server, remote } = overHttp();
    const { id } = await start(server, 'plain');
    const events = listen(remote);
    await eventually(() => expect(events).toMatchObject([{ type: 'conversation', conversation: { id } }]));
    await server.send(id, { from: 'bot', activity: signInActivity({ signInId: 'abc', sasUrl: 'https://secret.example' }) });
    await eventually(() => expect(events.at(-1)).toMatchObject({ type: 'message', message: { type: 'sign-in-card', signInId: 'abc' } }));
    expect(JSON.stringify(events)).not.toContain('secret.example');
  });

  test('of one conversation contains its activities', async () => {
    const { server, remote } = overHttp();
    const { id } = await start(server, 'plain');
    const activity = signInActivity({ signInId: 'abc', sasUrl: 'https://secret.example' });
    await server.send(id, { from: 'bot', activity });
    const events = listen(remote, { conversationId: id });
    await eventually(() => expect(events.at(-1)).toMatchObject({ type: 'message', activity }));
  });

  test('reconnects when it breaks, and misses no event', async () => {
    const server = shopOmnichannel();
    const streams: AbortController[] = [];
    const remote = remoteOmnichannel(url, {
      fetch: async (request) => {
        const broken = new AbortController();
        streams.push(broken);
        const response = await server.fetch(new Request(request.url));
        const reader = response.body?.getReader();
        broken.signal.addEventListener('abort', () => void reader?.cancel());
        const body = new ReadableStream<Uint8Array>({
          async pull(controller) {
            const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
            if (broken.signal.aborted || done) return controller.error(new TypeError('network error'));
            controller.enqueue(value);
          },
        });
        return new Response(body);
      },
    });
    const { id } = await start(server, 'plain');
    const events = listen(remote, { conversationId: id });
    const said = () => events.flatMap((event) => (event.type === 'message' && event.message.type === 'text' ? [event.message.text] : []));
    await server.send(id, { from: 'agent', text: 'one' });
    await eventually(() => expect(said()).toEqual(['one']));
    streams[0]?.abort();
    await server.send(id, { from: 'agent', text: 'two' });
    await eventually(() => expect(said()).toEqual(['one', 'two']));
    await server.send(id, { from: 'agent', text: 'three' });
    await eventually(() => expect(said()).toEqual(['one', 'two', 'three']));
    expect(streams).toHaveLength(2);
  });

  test('ends with the subscription, and leaves no listener on the server', async () => {
    const server = shopOmnichannel();
    const open = vi.spyOn(globalThis, 'setInterval');
    const closed = vi.spyOn(globalThis, 'clearInterval');
    const stop = remoteOmnichannel(url, { fetch: (request) => server.fetch(request) }).subscribe(() => {});
    await eventually(() => expect(open).toHaveBeenCalledTimes(1));
    stop();
    await eventually(() => expect(closed).toHaveBeenCalledTimes(1));
    vi.restoreAllMocks();
  });
});

describe('refuses over HTTP', () => {
  const { server } = overHttp();
  const call = async (method: string, path: string, body?: string) =>
    (await server.fetch(new Request(`${url}/${path}`, { method, ...(body && { body }) }))).status;

  test.each([
    ['GET', 'nowhere', undefined, 404],
    ['DELETE', 'records', undefined, 404],
    ['POST', 'start', 'no json', 400],
    ['POST', 'start', '7', 400],
    ['PUT', 'records', '{}', 400],
  ])('%s %s %j: %d', async (method, path, body, status) => {
    expect(await call(method, path, body)).toBe(status);
  });

  test('a remote Omnichannel rejects with an error that contains no query', async () => {
    const remote = remoteOmnichannel(url, { fetch: async () => new Response('', { status: 502 }) });
    await expect(remote.getWidget('secret')).rejects.toThrow(new Error('Omnichannel responds with status 502 at widget.'));
  });
});
