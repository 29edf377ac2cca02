import { createLiveChatAuth, fetchAuthToken, type BotToken, type LiveChatAuthClient, type WidgetWindow } from '@lcw-auth/core';
import { createLiveChatSimulator, type Faults, type LiveChatSimulator, type TestIssuer } from '@lcw-auth/simulator';
import type { FakeTime } from './fake-time.js';
import type { Random } from './random.js';
import type { Violations } from './violations.js';
import { createWidgetProbe, watchRequests, type WidgetProbe } from './widget-probe.js';
import { mayHide, type World } from './world.js';

/** What `botSso.getToken` does. */
export type BotTokenMood = 'token' | 'none' | 'throws' | 'hangs';

/** A portal's page with the library and the widget on it. */
export interface Page {
  client: LiveChatAuthClient;
  simulator: LiveChatSimulator;
  probe: WidgetProbe;
  /** undefined: the portal's session is loading. */
  setUser(userId: string | null | undefined): void;
  setBotToken(mood: BotTokenMood): void;
  /** A card with a new sign-in id, or the last one again. */
  sendCard(which: 'new' | 'again'): Promise<unknown>;
  /** The device sleeps for a while. */
  sleep(ms: number): void;
  toggleVisibility(): void;
  toggleOnline(): void;
  remount(): void;
  forge(random: Random): void;
  toggleFaults(): void;
  /** Ends all faults: the page is visible, the network is up, and the bot token is there. */
  recover(): void;
  leave(): void;
}

export interface PageOptions {
  generation: 'v1' | 'v2';
  issuer: TestIssuer;
  world: World;
  faults: Faults;
  random: Random;
  time: FakeTime;
  violations: Violations;
}

const secrets = /eyJ|hmac=|postToken/;

export function createPage({ generation, issuer, world, faults, random, time, violations }: PageOptions): Page {
  // After `signOut()` no user is signed in to the chat, even if the portal has a session.
  let signedOut = false;
  /** `grace`: the session has been loading for less than five seconds, so the library keeps the previous user's token and chat (packages/core/docs/rules.md, rule 9). */
  let loading: 'no' | 'grace' | 'yes' = 'no';
  let graceTimer: ReturnType<typeof setTimeout> | undefined;
  let botMood: BotTokenMood = 'token';
  let lastCard: string | undefined;
  const realFetch = globalThis.fetch;
  globalThis.fetch = world.fetch;

  world.faults.set(faults);
  // This simulator is never installed. The page's widget uses its Omnichannel through `watchRequests`, which checks each request.
  const { omnichannel } = createLiveChatSimulator({
    setting: issuer.setting(),
    workstream: { contextVariables: ['msdyn_isvip'] },
    fetch: world.fetchPublicKey,
    botTokenService: world.botTokens,
    faults: world.faults,
    persistentChat: random.pick([false, true]),
  });
  const userChangePolicy = random.pick(['close-chat', 'keep-chat'] as const);
  const activeUser = () => (signedOut || loading !== 'no' ? null : world.session);
  const keptUser = () => (signedOut || loading === 'yes' ? null : world.session);
  const simulator = createLiveChatSimulator({
    generation,
    omnichannel: watchRequests(omnichannel, { keptUser, keepsChat: userChangePolicy === 'keep-chat', violations }),
    botTokenService: world.botTokens,
    faults: world.faults,
    remember: 'nothing',
    readyAfter: random.pick([0, 200, 4_000]),
    cardTiming: random.pick(['documented', 'silent-wait'] as const),
  });
  const client = createLiveChatAuth({
    userId: world.session,
    getAuthToken: fetchAuthToken('/auth/token'),
    userChangePolicy,
    botSso: {
      getToken: (): Promise<BotToken | null> => {
        if (botMood === 'throws') return Promise.reject(new Error('No bot token today.'));
        if (botMood === 'hangs') return new Promise(() => {});
        return Promise.resolve(botMood === 'none' ? null : { token: 'bot-token', expiresAt: Date.now() + 600_000 });
      },
    },
    onEvent: (event) => {
      if (secrets.test(JSON.stringify(event))) violations.report('No event holds a secret', event.type);
    },
  });
  const originalSignOut = client.signOut;
  const originalRetry = client.retry;
  client.signOut = () => {
    const done = originalSignOut();
    // There is no user to sign out after the grace time.
    if (loading !== 'yes') signedOut = true;
    world.userChanged();
    return done;
  };
  client.retry = () => {
    signedOut = false;
    originalRetry();
  };
  client.subscribe(() => {
    if (secrets.test(JSON.stringify(client.getState()))) violations.report('No state holds a secret');
  });

  const probe = createWidgetProbe({ generation, activeUser, keptUser, mayHide: (signInId) => mayHide(world, signInId), violations });
  const watchSdk = () => {
    const sdk = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;
    if (sdk) probe.watch(sdk);
  };
  // Added before the library's own listener.
  window.addEventListener('lcw:ready', watchSdk);
  const uninstall = simulator.install();
  watchSdk();
  let disconnect = client.connect();

  const setHidden = (hidden: boolean) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };
  const setOnline = (online: boolean) => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online });
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  };

  return {
    client,
    simulator,
    probe,
    setUser(userId) {
      if (userId !== undefined) {
        clearTimeout(graceTimer);
        // A session that was unknown for five seconds also ends a sign-out.
        if (loading === 'yes') signedOut = false;
        loading = 'no';
      } else if (loading === 'no') {
        loading = 'grace';
        graceTimer = setTimeout(() => (loading = 'yes'), 5_000);
      }
      if (userId !== undefined && userId !== world.session) {
        signedOut = false;
        world.userChanged();
        world.session = userId;
      }
      client.setOptions({ userId });
    },
    setBotToken(mood) {
      botMood = mood;
    },
    sendCard(which) {
      const card = world.botTokens.issue(which === 'again' ? lastCard : undefined);
      lastCard = card.signInId;
      return simulator.sendSignInCard({ signInId: card.signInId, sasUrl: card.sasUrl });
    },
    sleep(ms) {
      probe.slept(ms);
      time.sleep(ms);
    },
    toggleVisibility: () => setHidden(!document.hidden),
    toggleOnline: () => setOnline(!navigator.onLine),
    remount() {
      disconnect();
      disconnect = client.connect();
    },
    forge(chance) {
      const type = chance.pick(['lcw:ready', 'lcw:error', 'lcw:startChat', 'lcw:closeChat', 'lcw:signInCardReceived']);
      const detail = chance.pick([null, undefined, 'text', { errorCode: 'four' }, new Error('raw'), { sasUrl: 'https://evil.example' }]);
      window.dispatchEvent(new CustomEvent(type, { detail }));
    },
    toggleFaults() {
      if (world.faults.get() === faults) world.faults.clear();
      else world.faults.set(faults);
    },
    recover() {
      world.faults.clear();
      botMood = 'token';
      setOnline(true);
      setHidden(false);
    },
    leave() {
      clearTimeout(graceTimer);
      disconnect();
      uninstall();
      window.removeEventListener('lcw:ready', watchSdk);
      globalThis.fetch = realFetch;
    },
  };
}
