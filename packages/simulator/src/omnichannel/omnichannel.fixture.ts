import { createTestIssuer, type TestClaims } from '../test-issuer.js';
import type { ContextValue } from '@lcw-auth/core';
import { createOmnichannel, type OmnichannelOptions } from './create-omnichannel.js';
import type { Conversation } from './conversation.js';
import type { Omnichannel } from './omnichannel.js';
import type { Workstream } from './workstream.js';

/** One issuer for a whole test file, because creating keys is slow. */
export const issuer = await createTestIssuer();

export const contactId = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
export const accountId = '1b2c3d4e-0000-4000-8000-000000000001';

/** Creates Omnichannel with three widgets: with a setting ('shop'), without ('plain'), and with optional sign-in ('optional'). */
export function shopOmnichannel(options: OmnichannelOptions & { workstream?: Partial<Workstream> } = {}) {
  const { workstream, ...rest } = options;
  const authenticationSetting = 'Portal sign-in';
  return createOmnichannel({
    settings: [issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' })],
    widgets: [
      { id: 'shop', name: 'Shop', authenticationSetting, workstream: 'Chat' },
      { id: 'plain', name: 'Plain', authenticationSetting: null, workstream: 'Chat' },
      { id: 'optional', name: 'Optional', authenticationSetting, workstream: 'Chat', signInOptional: true },
    ],
    workstreams: [{ name: 'Chat', contextVariables: ['msdyn_isvip', 'msdyn_cartvalue'], ...workstream }],
    fetch: issuer.fetch,
    ...rest,
  });
}

/** Starts a conversation. Throws when it is refused. */
export async function start(
  omnichannel: Omnichannel,
  widgetId: string,
  claims: TestClaims | null = null,
  context?: Record<string, ContextValue>,
): Promise<Conversation> {
  const token = claims && (await issuer.sign(claims, context ? { context } : {}));
  const result = await omnichannel.startConversation({ widgetId, token });
  if (!('conversation' in result)) throw new Error(JSON.stringify(result));
  return result.conversation;
}
