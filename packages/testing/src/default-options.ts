import type { ContextValue, LiveChatAuthOptions } from '@lcw-auth/core';
import type { LiveChatSimulatorOptions, TestClaims } from '@lcw-auth/simulator';
import { sharedTestIssuer } from './test-token.js';

/** A portal's token endpoint: signs for whoever is signed in. */
export const signForUser =
  (claims?: TestClaims, context?: Record<string, ContextValue>): LiveChatAuthOptions['getAuthToken'] =>
  async ({ userId }) =>
    (await sharedTestIssuer()).sign({ sub: userId, ...claims }, context && { context });

/** The widget of that portal: its chat authentication setting trusts `createTestToken`. */
export function trustingWidget({ clientFunction, signInOptional }: Partial<LiveChatAuthOptions>): LiveChatSimulatorOptions {
  return {
    setting: {
      name: 'Test sign-in',
      owner: 'Test team',
      publicKeyUrl: 'https://portal.example/auth/publickey',
      ...(clientFunction && { javascriptClientFunction: clientFunction }),
    },
    optionalSignIn: signInOptional ?? false,
    fetch: async (request) => (await sharedTestIssuer()).fetch(request),
  };
}
