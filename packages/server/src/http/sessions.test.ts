import { Auth } from '@auth/core';
import { encode } from '@auth/core/jwt';
import { betterAuth } from 'better-auth';
import { getIronSession, sealData } from 'iron-session';
import { expect, test } from 'vitest';
import type { LiveChatUser } from '../index.js';
import { listenWith } from './listening.fixture.js';
import { bert, verify } from '../test-service.fixture.js';

const secret = 'a secret of at least thirty-two characters: 0123456789';

/** Starts the service with a getUser and returns the subject of the token for a cookie, or the status. */
async function subjectFor(cookie: string, getUser: (request: Request) => Promise<LiveChatUser | null>): Promise<unknown> {
  const response = await fetch(`${await listenWith({ getUser })}/auth/token`, { headers: { cookie } });
  return response.status === 200 ? (await verify(await response.text())).sub : response.status;
}

test.each([
  ['the request', (request: Request) => request],
  ['a copy of the request', (request: Request) => new Request(request)],
])('iron-session reads its session from %s', async (_what, read) => {
  const options = { password: secret, cookieName: 'session' };
  const getUser = async (request: Request) => {
    const { contactId } = await getIronSession<{ contactId?: string }>(read(request), new Response(), options);
    return contactId === undefined ? null : { sub: contactId };
  };
  const sealed = await sealData({ contactId: bert.sub }, { password: secret });
  expect(await subjectFor(`session=${sealed}`, getUser)).toBe(bert.sub);
  expect(await subjectFor('session=forged', getUser)).toBe(401);
});

test('Auth.js reads its session from a copy of the request', async () => {
  const getUser = async (request: Request) => {
    const copy = new Request(new URL('/auth/session', request.url), request);
    const response = await Auth(copy, {
      secret,
      trustHost: true,
      basePath: '/auth',
      providers: [],
      callbacks: { session: ({ session, token }) => ({ ...session, contactId: token.sub }) },
    });
    const session = (await response.json()) as { contactId?: string } | null;
    return session?.contactId === undefined ? null : { sub: session.contactId };
  };
  const salt = 'authjs.session-token';
  const token = await encode({ token: { sub: bert.sub }, secret, salt });
  expect(await subjectFor(`${salt}=${token}`, getUser)).toBe(bert.sub);
  expect(await subjectFor(`${salt}=forged`, getUser)).toBe(401);
});

test('better-auth reads its session from the headers, and its handler accepts a copy of the request', async () => {
  const auth = betterAuth({
    secret,
    baseURL: 'http://127.0.0.1',
    emailAndPassword: { enabled: true },
    user: { additionalFields: { contactId: { type: 'string', defaultValue: bert.sub, input: false } } },
    rateLimit: { enabled: false },
  });
  const { headers } = await auth.api.signUpEmail({
    body: { email: 'bert@example.com', password: 'correct horse battery', name: 'Bert' },
    returnHeaders: true,
  });
  const cookie = headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  const withApi = async (request: Request) => {
    const session = await auth.api.getSession({ headers: request.headers });
    return session ? { sub: session.user.contactId } : null;
  };
  const withHandler = async (request: Request) => {
    const response = await auth.handler(new Request('http://127.0.0.1/api/auth/get-session', request));
    const session = (await response.json()) as { user: { contactId: string } } | null;
    return session ? { sub: session.user.contactId } : null;
  };
  for (const getUser of [withApi, withHandler]) {
    expect(await subjectFor(cookie.join('; '), getUser)).toBe(bert.sub);
    expect(await subjectFor('', getUser)).toBe(401);
  }
});
