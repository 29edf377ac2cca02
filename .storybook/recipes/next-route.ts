import { createFixedKeyRing, createTokenService } from '@lcw-auth/server';

// app/auth/[endpoint]/route.ts: /auth/token for the page, /auth/publickey for Omnichannel.
const service = createTokenService({
  issuer: 'contoso.example',
  // The private key comes from the environment, so no storage is needed between invocations. `npx lcw-auth keygen` creates a key.
  keyRing: createFixedKeyRing({ keys: [process.env['LCW_PRIVATE_KEY']] }),
  getUser: async (request) => {
    const contactId = await contactOfSession(request.headers.get('cookie'));
    return contactId === null ? null : { sub: contactId };
  },
});

export const GET = service.fetch;

/** Your portal's own session. */
declare function contactOfSession(cookie: string | null): Promise<string | null>;
