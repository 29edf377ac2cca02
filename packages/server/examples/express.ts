import { createKeyRing, createTokenService, toNodeListener } from '@lcw-auth/server';
import express from 'express';
import { userOfSession } from './session.js';

const service = createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing({ directory: '.keys' }), getUser: userOfSession });

// The middleware answers /auth/token and /auth/publickey, and passes other requests on.
export const app = express().use(toNodeListener(service));
