import { createLiveChatAuth } from '@lcw-auth/core';
import { createKeyRing, createTokenService } from '@lcw-auth/server';
import { validateAuthToken } from '@lcw-auth/simulator/omnichannel';

const user = { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e' };
const service = createTokenService({ issuer: 'contoso.example', keyRing: createKeyRing(), getUser: () => user });
const token = await service.signAuthToken(user);
const keys = await (await service.fetch(new Request('https://portal.example/auth/publickey'))).text();
const { valid } = await validateAuthToken(token, keys);
if (!valid || typeof createLiveChatAuth !== 'function') throw new Error('The packed packages do not work together.');
