// app/auth/[endpoint]/route.ts
import { createFixedKeyRing, createTokenService } from '@lcw-auth/server';
import { userOfSession } from './session.js';

const service = createTokenService({
  issuer: 'contosohelp.com',
  keyRing: createFixedKeyRing({ keys: [process.env['LCW_PRIVATE_KEY'], process.env['LCW_PRIVATE_KEY_NEXT']] }),
  getUser: userOfSession,
});

export const GET = service.fetch;
