import { createKeyRing, createTokenService, toNodeListener } from '@lcw-auth/server';
import express from 'express';

const customers = { bert: { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', context: { msdyn_cartvalue: '10000' } } };

const userIdOf = (cookie) => /\bcustomer=(\w+)/.exec(cookie ?? '')?.[1] ?? null;

const service = createTokenService({
  issuer: 'contoso.example',
  keyRing: createKeyRing(),
  // A real portal reads its own session here.
  getUser: (request) => customers[userIdOf(request.headers.get('cookie'))] ?? null,
});

const app = express();
app.use(toNodeListener(service));
app.get('/session', (request, response) => response.json({ userId: userIdOf(request.headers.cookie) }));
app.post('/sign-in', (_request, response) => response.cookie('customer', 'bert', { httpOnly: true, sameSite: 'lax' }).sendStatus(204));
app.use(express.static('dist'));

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
