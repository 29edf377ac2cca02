import { createKeyRing, createTokenService, toNodeListener } from '@lcw-auth/server';
import express from 'express';

// Represents your portal's session and your CRM.
const contacts = { bert: { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', context: { msdyn_cartvalue: '10000' } } };
const userIdOf = (cookie) => /\bcustomer=(\w+)/.exec(cookie ?? '')?.[1] ?? null;

const service = createTokenService({
  issuer: 'contoso.example',
  keyRing: createKeyRing(),
  getUser: (request) => contacts[userIdOf(request.headers.get('cookie'))] ?? null,
});

const app = express();
app.use(toNodeListener(service)); // GET /auth/token for the page, GET /auth/publickey for Omnichannel
app.post('/auth/bot-token', (request, response) => {
  const userId = userIdOf(request.headers.cookie);
  // A real portal asks its identity provider for a token with the bot's scope.
  return userId ? response.send(`bot-token-of-${userId}`) : response.sendStatus(401);
});
app.get('/session', (request, response) => response.json({ userId: userIdOf(request.headers.cookie) }));
app.post('/sign-in', (_request, response) => response.cookie('customer', 'bert', { httpOnly: true, sameSite: 'lax' }).sendStatus(204));
app.use(express.static('dist'));

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
