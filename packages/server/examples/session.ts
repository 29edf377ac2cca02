import type { LiveChatUser } from '@lcw-auth/server';

const sessions = new Map<string, LiveChatUser>([
  ['bert', { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', context: { msdyn_cartvalue: '10000', msdyn_isvip: 'false' } }],
]);

/** Returns the user of the portal's session. Here the session is a cookie that names the user. Use your own session instead. */
export function userOfSession(request: Request): LiveChatUser | null {
  const session = /(?:^|;\s*)session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  return sessions.get(session ?? '') ?? null;
}
