import { createFixedKeyRing, createTokenService } from '@lcw-auth/server';

// app/auth/[endpoint]/route.ts: /auth/token for the page, /auth/publickey for Omnichannel.
const service = createTokenService({
  issuer: 'contoso.example',
  // A private key from the environment: nothing has to be stored between invocations. `npx lcw-auth keygen` creates one.
  keyRing: createFixedKeyRing({ keys: [process.env['LCW_PRIVATE_KEY']] }),
  getUser: async (request) => {
    const contactId = await contactOfSession(request.headers.get('cookie'));
    return contactId === null ? null : { sub: contactId };
  },
});

export const GET = service.fetch;

/** Your portal's own session. */
declare function contactOfSession(cookie: string | null): Promise<string | null>;
