import { createKeyRing, createTokenService, toNodeListener } from '@lcw-auth/server';
import express from 'express';
import { userOfSession } from './session.js';

const service = createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing({ directory: '.keys' }), getUser: userOfSession });

// A middleware: it answers /auth/token and /auth/publickey, and leaves all else to the routes after it.
export const app = express().use(toNodeListener(service));
