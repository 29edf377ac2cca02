import { randomBytes } from 'node:crypto';
import { getIronSession, type SessionOptions } from 'iron-session';
import type { Customer } from '../shared/customer.js';
import type { CartLine } from '../shared/shop.js';

/** One visitor's session. It lives on the server; the cookie holds its encrypted id and nothing else. */
export interface PortalSession {
  readonly id: string;
  cart: CartLine[];
  /** Sign-ins under way in a popup, by their `state`. */
  readonly signIns: Map<string, SignIn>;
  identity: Identity | null;
  /** Milliseconds since the epoch of the last request. */
  seenAt: number;
}

/** What has to be remembered between leaving for the identity provider and coming back. */
export interface SignIn {
  nonce: string;
  codeVerifier: string;
  startedAt: number;
}

/** Who signed in, and what the identity provider gave for it. The tokens never leave the server as a cookie. */
export interface Identity {
  customer: Customer;
  idToken: string;
  /** The identity provider's access token for the bot's audience. */
  botToken: { token: string; /** Milliseconds since the epoch. */ expiresAt: number } | null;
  refreshToken: string | null;
}

/** The portal's sessions. */
export interface Sessions {
  /** The session of a request, or null. */
  find(request: Request): Promise<PortalSession | null>;
  /** The session of a request; a new one, with its cookie, where there is none. */
  open(request: Request, response: Headers): Promise<PortalSession>;
  /** The same session under a new id, so that an id from before a sign-in is worth nothing after it. */
  renew(session: PortalSession, request: Request, response: Headers): Promise<PortalSession>;
  /** Ends a session; another tab that still has its cookie is signed out with it. */
  end(session: PortalSession): void;
}

const lifetime = 12 * 60 * 60; // s
const maxSessions = 10_000;

/** Keeps sessions in memory: a restart of the server signs everybody out, as their tokens are held nowhere else. */
export function createSessions(options: { password: string; secure: boolean; clock?: () => number }): Sessions {
  const clock = options.clock ?? Date.now;
  const sessions = new Map<string, PortalSession>();
  const cookie: SessionOptions = {
    cookieName: 'portal_session',
    password: options.password,
    ttl: lifetime,
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/' },
  };

  const add = async (request: Request, headers: Headers, from: Partial<PortalSession>): Promise<PortalSession> => {
    forgetOld();
    const session: PortalSession = {
      cart: [],
      signIns: new Map(),
      identity: null,
      ...from,
      id: randomBytes(24).toString('base64url'),
      seenAt: clock(),
    };
    sessions.set(session.id, session);
    const response = new Response();
    const sealed = await getIronSession<{ id?: string }>(request, response, cookie);
    sealed.id = session.id;
    await sealed.save();
    for (const value of response.headers.getSetCookie()) headers.append('set-cookie', value);
    return session;
  };

  const forgetOld = (): void => {
    const oldest = clock() - lifetime * 1000;
    for (const [id, session] of sessions) if (session.seenAt < oldest || sessions.size >= maxSessions) sessions.delete(id);
  };

  const find = async (request: Request): Promise<PortalSession | null> => {
    if (!request.headers.has('cookie')) return null;
    const { id } = await getIronSession<{ id?: string }>(request, new Response(), cookie);
    const session = id === undefined ? undefined : sessions.get(id);
    if (!session || session.seenAt < clock() - lifetime * 1000) return null;
    session.seenAt = clock();
    return session;
  };

  return {
    find,
    open: async (request, response) => (await find(request)) ?? (await add(request, response, {})),
    async renew(session, request, response) {
      sessions.delete(session.id);
      return add(request, response, session);
    },
    end: (session) => void sessions.delete(session.id),
  };
}
