import { createLiveChatAuth, fetchAuthToken, type WidgetWindow } from '@lcw-auth/core';
import { LiveChatAuthProvider, useAuthToken, useBotSso, useLiveChatAuth } from '@lcw-auth/react';
import { createLiveChatSimulator, createTestIssuer, type LiveChatSimulator } from '@lcw-auth/simulator';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createRandom } from '../chaos/random.js';
import { createViolations } from '../chaos/violations.js';
import { createWidgetProbe } from '../chaos/widget-probe.js';
import { createWorld, mayHide } from '../chaos/world.js';
import { watchResources } from './resources.js';

const users = ['6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11', '1f0a9a50-8e6b-4d7e-9c0f-0d6b3f0c2a22'] as const;

const resources = watchResources();
const issuer = await createTestIssuer();
let lastAct = 'the start';
const violations = createViolations(() => lastAct);
const newWorld = () => {
  const made = createWorld(issuer, createRandom(1), violations);
  window.fetch = made.fetch;
  [made.session] = users;
  return made;
};
// The simulated servers record what happened. Each call of `open` creates new servers, so that only the page's own memory is measured.
let world = newWorld();

// Created outside React. It lives as long as the page.
const client = createLiveChatAuth({
  userId: world.session,
  getAuthToken: fetchAuthToken('/auth/token'),
  botSso: { getToken: async () => ({ token: 'bot-token', expiresAt: Date.now() + 600_000 }) },
});
let renewals = 0;
client.setOptions({ onEvent: (event) => void (renewals += event.type === 'token-fetched' ? 1 : 0) });

function Portal() {
  const { status, userId } = useLiveChatAuth();
  return (
    <p>
      {status} {userId} {useAuthToken().status} {useBotSso().status}
    </p>
  );
}

let root: Root | null = null;
let simulator: LiveChatSimulator | null = null;
let uninstall = () => {};
let probe = { requests: 0, cards: 0 };
const done = { requests: 0, cards: 0 };

const mount = () => {
  root = createRoot(document.getElementById('root') as HTMLElement);
  root.render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>
        <Portal />
      </LiveChatAuthProvider>
    </StrictMode>,
  );
};
const unmount = () => {
  root?.unmount();
  root = null;
};

/** What the soak test does to the page. Between two calls, the test moves the page's fake clock. */
const soak = {
  settle: resources.settle,
  /** Installs the widget, then mounts the app. */
  open(generation: 'v1' | 'v2') {
    world = newWorld();
    client.setOptions({ userId: world.session });
    simulator = createLiveChatSimulator({
      generation,
      setting: issuer.setting(),
      fetch: world.fetchPublicKey,
      botTokenService: world.botTokens,
      remember: 'nothing',
    });
    const opened = createWidgetProbe({
      generation,
      activeUser: () => world.session,
      keptUser: () => world.session,
      mayHide: (id) => mayHide(world, id),
      violations,
    });
    probe = opened;
    const watchSdk = () => {
      const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
      if (sdk) opened.watch(sdk);
    };
    window.addEventListener('lcw:ready', watchSdk, { once: true });
    uninstall = simulator.install();
    watchSdk();
    mount();
  },
  /** Removes the app and the widget. The client stays. */
  close() {
    unmount();
    uninstall();
    simulator = null;
    uninstall = () => {};
    done.requests += probe.requests;
    done.cards += probe.cards;
    probe = { requests: 0, cards: 0 };
    world = newWorld();
  },
  startChat: () => void simulator?.startChat().catch((error: unknown) => violations.report('The chat opens', String(error))),
  /**
   * Requests a token as v2 does; v1 keeps the token that it read. Returns the number of renewals, and the time in milliseconds until the
   * next renewal is due. A renewal is due one minute before the expiry.
   */
  ask() {
    void simulator?.perform('details').catch((error: unknown) => violations.report('The widget receives a token', String(error)));
    const { authToken } = client.getState();
    return { renewals, due: authToken.status === 'valid' ? authToken.expiresAt - 60_000 - Date.now() : 0 };
  },
  /** Waits until requests have ended. Resolves to the number of renewals since the page was opened. */
  settledRenewals: () => resources.settle().then(() => renewals),
  card() {
    lastAct = 'a card';
    void simulator?.sendSignInCard().then(
      ({ shown }) => shown && violations.report('A card is hidden'),
      (error: unknown) => violations.report('A card is decided', String(error)),
    );
  },
  switchUser() {
    lastAct = 'another user';
    world.session = world.session === users[0] ? users[1] : users[0];
    world.userChanged();
    client.setOptions({ userId: world.session });
  },
  remount() {
    lastAct = 'a remount';
    unmount();
    mount();
  },
  report: async () => ({
    ...(await resources.count()),
    renewals,
    ...done,
    violations: violations.all.slice(0, 10),
  }),
};

export type Soak = typeof soak;
Object.assign(window, { soak });
