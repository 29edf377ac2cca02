import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NetworkFailure, withFault, type EndpointFault } from './with-fault.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const call = (fault: EndpointFault | undefined, random = () => 0.5, signal?: AbortSignal) =>
  withFault(
    async () => new Response('fine'),
    () => fault,
    random,
  )(new Request('https://portal.example', signal ? { signal } : {}));

test('passes the request through without a fault', async () => {
  expect(await (await call(undefined)).text()).toBe('fine');
  expect(await (await call({})).text()).toBe('fine');
});

test('responds with a status, a body, or both', async () => {
  expect((await call({ status: 503 })).status).toBe(503);
  const page = await call({ body: '<html>' });
  expect([page.status, await page.text()]).toEqual([200, '<html>']);
  const both = await call({ status: 418, body: 'tea' });
  expect([both.status, await both.text()]).toEqual([418, 'tea']);
});

test('loses the given part of the requests', async () => {
  await expect(call({ lossRate: 0.3 }, () => 0.29)).rejects.toBeInstanceOf(NetworkFailure);
  expect((await call({ lossRate: 0.3 }, () => 0.3)).status).toBe(200);
  await expect(call({ lossRate: 1 }, () => 0.999)).rejects.toBeInstanceOf(NetworkFailure);
});

test('a lost request rejects with a TypeError, as fetch does', async () => {
  await expect(call({ offline: true })).rejects.toBeInstanceOf(TypeError);
});

test('a delay comes first and ends when the caller aborts', async () => {
  const late = call({ delay: 500, offline: true }).catch((error: unknown) => error);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(await late).toBeInstanceOf(NetworkFailure);
  const caller = new AbortController();
  const aborted = call({ delay: 500 }, undefined, caller.signal).catch((error: unknown) => error);
  caller.abort(new Error('enough'));
  expect(await aborted).toEqual(new Error('enough'));
  expect(vi.getTimerCount()).toBe(0);
});

test('an aborted request gets no response', async () => {
  const given = AbortSignal.abort(new Error('enough'));
  await expect(call({ hang: true }, undefined, given)).rejects.toThrow('enough');
  await expect(call({ delay: 1 }, undefined, given)).rejects.toThrow('enough');
});
