import { createKeyRing, createTokenService } from '@lcw-auth/server';
import { Hono } from 'hono';
import { userOfSession } from './session.js';

const service = createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing({ directory: '.keys' }), getUser: userOfSession });

export const app = new Hono().all('/auth/*', async (context) => service.fetch(context.req.raw));
