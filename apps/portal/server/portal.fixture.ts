import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { readEnvironment } from './environment.js';
import { closeServer, listenOnFreePort } from './listen.js';
import { createPortal, type Portal } from './portal.js';

/** A portal with its identity provider on free ports, and a browser's cookies. */
export interface RunningPortal {
  portal: Portal;
  origin: string;
  dataDir: string;
  /** Sends a request. Does not follow redirects. Stores cookies by host and port. */
  visit(url: string, init?: RequestInit): Promise<Response>;
  /** Posts a form, as the page at that address does. */
  send(url: string, fields: Record<string, string>): Promise<Response>;
  /** Follows redirects until the response is a page. */
  follow(start: Response): Promise<{ response: Response; url: string }>;
  /** The complete sign-in: /auth/signin, the provider's page, and back. */
  signIn(customer: string): Promise<Response>;
  /** Signs out of the portal. Returns the next URL of the popup. */
  signOutUrl(): Promise<URL>;
  stop(): Promise<void>;
}

interface RunPortalOptions {
  /** The data folder of an earlier portal, as after a restart. */
  dataDir?: string;
  /** The environment's variables, for the portal at that origin. Default: none. */
  variables?: (origin: string) => Promise<Record<string, string>>;
}

/** Starts a portal on a free port. */
export async function runPortal({ dataDir, variables }: RunPortalOptions = {}): Promise<RunningPortal> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'portal-test-')));
  const server: Server = createServer();
  const origin = `http://localhost:${await listenOnFreePort(server, 0)}`;
  const portal = await createPortal({ origin, dataDir: folder, environment: readEnvironment((await variables?.(origin)) ?? {}) });
  const answer = getRequestListener(portal.app.fetch, { overrideGlobalObjects: false });
  server.on('request', (request, response) => void answer(request, response));
  const cookies = new Map<string, Map<string, string>>();

  const visit: RunningPortal['visit'] = async (url, init = {}) => {
    const { href, host } = new URL(url, origin);
    const jar = cookies.get(host) ?? new Map<string, string>();
    cookies.set(host, jar);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(href, { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      if (/expires=Thu, 01 Jan 1970/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  const send: RunningPortal['send'] = (url, fields) =>
    visit(url, { method: 'POST', headers: { origin: new URL(url, origin).origin }, body: new URLSearchParams(fields) });
  const follow: RunningPortal['follow'] = async (start) => {
    let response = start;
    let url = start.url;
    for (let next = response.headers.get('location'); next; next = response.headers.get('location')) {
      url = new URL(next, url).href;
      response = await visit(url);
    }
    return { response, url };
  };

  return {
    portal,
    origin,
    dataDir: folder,
    visit,
    send,
    follow,
    async signIn(customer) {
      const { url } = await follow(await visit('/auth/signin'));
      return (await follow(await send(url, { customer }))).response;
    },
    async signOutUrl() {
      const page = await (await send('/auth/signout', {})).text();
      return new URL(/location\.replace\("([^"]+)"\)/.exec(page)?.[1] ?? '');
    },
    async stop() {
      await Promise.all([closeServer(server), portal.close()]);
      if (!dataDir) await rm(folder, { recursive: true, force: true });
    },
  };
}
