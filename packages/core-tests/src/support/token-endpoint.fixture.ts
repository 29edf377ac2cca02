import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { fetchAuthToken, LiveChatAuthError, type AuthTokenRequest, type FetchAuthTokenInit } from '@lcw-auth/core';

/** Starts a token endpoint on loopback that closes with the test, and returns its URL. */
export async function startEndpoint(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Returns the argument of `getAuthToken`. */
export const tokenRequest = (changes: Partial<AuthTokenRequest> = {}): AuthTokenRequest => ({
  userId: 'ann',
  reason: 'register',
  signal: new AbortController().signal,
  ...changes,
});

/** Returns the error with which `fetchAuthToken` rejects. */
export async function fetchFailure(url: string, init?: FetchAuthTokenInit): Promise<LiveChatAuthError> {
  const error: unknown = await fetchAuthToken(
    url,
    init,
  )(tokenRequest()).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LiveChatAuthError);
  return error as LiveChatAuthError;
}
