import type { ContextValue, LiveChatAuthOptions } from '@lcw-auth/core';
import type { ChatAuthenticationSetting, LiveChatSimulatorOptions, TestClaims } from '@lcw-auth/simulator';
import { sharedTestIssuer } from './test-token.js';

/** Returns a `getAuthToken` that signs a token for the signed-in user, in place of a portal's token endpoint. */
export const signForUser =
  (claims?: TestClaims, context?: Record<string, ContextValue>): LiveChatAuthOptions['getAuthToken'] =>
  async ({ userId }) =>
    (await sharedTestIssuer()).sign({ sub: userId, ...claims }, context && { context });

/** The default name of the JavaScript client function, in the client and in Microsoft's examples. */
const defaultClientFunction = 'auth.getAuthenticationToken';

/** The chat authentication setting of the test's portal. With it, Omnichannel accepts the tokens of `createTestToken`. */
export const trustingSetting = (clientFunction: string | false = defaultClientFunction): ChatAuthenticationSetting => ({
  name: 'Test sign-in',
  owner: 'Test team',
  publicKeyUrl: 'https://portal.example/auth/publickey',
  ...(clientFunction !== false && { javascriptClientFunction: clientFunction }),
});

/** Options of a simulator with the widget of the test's portal. */
export const trustingWidget = ({ clientFunction, signInOptional }: Partial<LiveChatAuthOptions>): LiveChatSimulatorOptions => ({
  setting: trustingSetting(clientFunction),
  signInOptional: signInOptional ?? false,
  fetch: async (request) => (await sharedTestIssuer()).fetch(request),
});
