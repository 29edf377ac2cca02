import { createFixedKeyRing, createTokenService } from '@lcw-auth/server';

// app/auth/token/route.ts and app/auth/publickey/route.ts export the same GET.
const service = createTokenService({
  issuer: 'contoso.example',
  // A private key from the environment: nothing has to be stored between invocations.
  keyRing: createFixedKeyRing({ keys: [process.env['LCW_PRIVATE_KEY']] }),
  getUser: async (request) => {
    const contactId = await contactOfSession(request.headers.get('cookie'));
    return contactId === null ? null : { sub: contactId };
  },
});

export const GET = (request: Request): Promise<Response> => service.fetch(request);

/** Your portal's own session. */
declare function contactOfSession(cookie: string | null): Promise<string | null>;
