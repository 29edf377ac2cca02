import { randomBytes } from 'node:crypto';
import { getIronSession, type SessionOptions } from 'iron-session';
import type { Customer } from '../shared/customer.js';
import type { CartLine } from '../shared/shop.js';

/** One visitor's session. It is stored on the server. The cookie contains only its encrypted id. */
export interface PortalSession {
  readonly id: string;
  cart: CartLine[];
  /** Pending sign-ins in popups, by their `state`. */
  readonly signIns: Map<string, SignIn>;
  identity: Identity | null;
  /** Milliseconds since the epoch of the last request. */
  seenAt: number;
}

/** The data of a pending sign-in. */
export interface SignIn {
  nonce: string;
  codeVerifier: string;
  startedAt: number;
}

/** The user who signed in, with the tokens of the identity provider. The tokens are never put into a cookie. */
export interface Identity {
  customer: Customer;
  idToken: string;
  /** The identity provider's access token for the bot's audience. */
  botToken: { token: string; /** Milliseconds since the epoch. */ expiresAt: number } | null;
  refreshToken: string | null;
}

/** The portal's sessions. */
export interface Sessions {
  /** Returns the session of a request, or null. */
  find(request: Request): Promise<PortalSession | null>;
  /** Returns the session of a request, or creates one with its cookie. */
  open(request: Request, response: Headers): Promise<PortalSession>;
  /** Gives the session a new id, so that an id from before the sign-in is invalid afterwards. */
  renew(session: PortalSession, request: Request, response: Headers): Promise<PortalSession>;
  /** Ends a session. Other tabs with its cookie are then signed out too. */
  end(session: PortalSession): void;
}

const lifetime = 12 * 60 * 60; // s
const maxSessions = 10_000;

/** Keeps sessions in memory. A restart of the server signs all users out, because their tokens are not stored. */
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
