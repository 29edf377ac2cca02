import { fetchAuthToken } from '@lcw-auth/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ann, onFakeTime, openPortalPage, pass, signFor, until } from '../support/portal-page.fixture.js';

onFakeTime();
afterEach(() => vi.unstubAllGlobals());

/** Starts a chat in the widget while the endpoint fails, and calls `retry()` when the endpoint works again. */
async function startThenRetry(response: () => Promise<Response>) {
  vi.stubGlobal('fetch', response);
  const page = await openPortalPage({ getAuthToken: fetchAuthToken('/auth/token') });
  const started = page.simulator.startChat();
  started.catch(() => {});
  await pass(300);
  vi.stubGlobal('fetch', async () => new Response(await signFor(ann)));
  page.auth.retry();
  await pass(0);
  expect(page.state().authToken.status).toBe('valid');
  return { page, started };
}

describe('After retry(), a chat that was started while the token endpoint', () => {
  test.each([
    ['responded with status 500', async () => new Response('', { status: 500 })],
    ['could not be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('%s opens, because the widget still waits for the token', async (_what, response) => {
    const { started } = await startThenRetry(response);
    expect(await until(started)).toMatchObject({ authenticated: true, contactId: ann });
  });

  test.each([
    ['returned a web page', async () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['returned JSON without a token', async () => Response.json({ ok: true })],
  ])('%s does not open, because a repeated request cannot help, but the next one does', async (_what, response) => {
    const { page, started } = await startThenRetry(response);
    await expect(until(started)).rejects.toMatchObject({ errorCode: 3 });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });
});
