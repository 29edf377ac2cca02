import { createServer } from 'node:http';
import { createKeyRing, createTokenService, toNodeListener, type LiveChatUser } from '@lcw-auth/server';

const service = createTokenService({
  issuer: 'contoso.example',
  // Stores the keys as files in .lcw-auth. For several instances, pass the option `storage` with any unstorage storage.
  keyRing: createKeyRing(),
  // Returns the user of your session's cookie. When it returns null, the endpoint responds with 401.
  getUser: async (request): Promise<LiveChatUser | null> => {
    const session = await readSession(request.headers.get('cookie'));
    return session && { sub: session.contactId, context: { cartvalue: session.cartValue, isvip: session.isVip } };
  },
});

// GET /auth/token for the page, GET /auth/publickey for Omnichannel.
createServer(toNodeListener(service)).listen(8080);

/** Your portal's own session. */
declare function readSession(cookie: string | null): Promise<{ contactId: string; cartValue: number; isVip: boolean } | null>;
