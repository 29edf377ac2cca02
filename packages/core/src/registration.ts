import type { Emit } from './events.js';
import {
  isV1,
  type AuthTokenCallback,
  type AuthTokenProvider,
  type BotAuthTokenCallback,
  type BotAuthTokenProvider,
  type WidgetSdk,
} from './widget.js';

/** One connected client, as the trampolines on the SDK see it. Other copies of the library call it too: only add to it. */
export interface WidgetClient {
  userId(): string | null;
  /** Answers one ask for the auth token; in the same tick when a valid token is held. */
  answer(callback: AuthTokenCallback): void | Promise<void>;
  /** Answers one sign-in card: one callback before it resolves, never a rejection. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
}

/** What this library keeps on an SDK object for the page's life. v1 can never take a listener back, so there is one. */
interface Slot {
  /** The last one connected answers. */
  clients: WidgetClient[];
  authProvider: AuthTokenProvider;
  botProvider: BotAuthTokenProvider;
  isBotRegistered: boolean;
}

/** The mark on the SDK object. A registered symbol, so that two copies of the library find one slot. */
const mark = Symbol.for('lcw-auth.slot');

function slotOf(sdk: WidgetSdk): Slot {
  const marked = sdk as WidgetSdk & { [mark]?: Slot };
  if (marked[mark]) return marked[mark];
  const slot: Slot = {
    clients: [],
    authProvider: (callback) => {
      const client = slot.clients.at(-1);
      return client ? client.answer(callback) : callback(null);
    },
    botProvider: async (botTokenUrl, callback) => {
      const client = slot.clients.at(-1);
      if (client) await client.answerCard(botTokenUrl, callback);
      else callback({ show: true });
    },
    isBotRegistered: false,
  };
  Object.defineProperty(sdk, mark, { value: slot });
  return slot;
}

/** One client's registration with one SDK object. */
export interface Registration {
  /** Registers what has to be now: inside `lcw:ready`, and again whenever that comes again. */
  register(jwt: string | null): void;
  /** Registers the bot provider, once per SDK object. */
  registerBot(): void;
  /** The token changed: v1 captures it at registration, so there it is registered anew, or overwritten. */
  renew(jwt: string | null): void;
  /** The person changed: what the widget holds of the old one goes. */
  clear(): void;
  /** Is another client on this page, with another user? */
  hasConflict(): boolean;
  /** This client answers no more. */
  release(): void;
}

export function createRegistration(window: Window, sdk: WidgetSdk, client: WidgetClient, emit: Emit): Registration {
  const slot = slotOf(sdk);
  slot.clients.push(client);
  const answers = () => slot.clients.at(-1) === client;

  function setProvider() {
    sdk.setAuthTokenProvider(slot.authProvider);
    emit({ type: 'registered', provider: 'auth' });
  }
  /** v1's remove keeps the token that it captured: only another registration overwrites it. */
  function removeProvider() {
    if (isV1(window)) sdk.setAuthTokenProvider((callback) => callback(null));
    sdk.removeAuthTokenProvider?.();
  }

  const registration: Registration = {
    register(jwt) {
      if (isV1(window)) registration.renew(jwt);
      else if (answers() && sdk.getAuthTokenProvider?.() !== slot.authProvider) setProvider();
    },
    registerBot() {
      if (slot.isBotRegistered) return;
      slot.isBotRegistered = true;
      sdk.setBotAuthTokenProvider(slot.botProvider);
      emit({ type: 'registered', provider: 'bot' });
    },
    renew(jwt) {
      if (!isV1(window) || !answers()) return;
      if (jwt === null) removeProvider();
      else setProvider();
    },
    clear() {
      if (!answers()) return;
      removeProvider();
      if (!isV1(window)) setProvider();
    },
    hasConflict: () => new Set(slot.clients.map((each) => each.userId())).size > 1,
    release() {
      const answered = answers();
      slot.clients.splice(slot.clients.indexOf(client), 1);
      // Another client's provider is the same trampoline; v1 however holds this client's token.
      if (answered && (slot.clients.length === 0 || isV1(window))) removeProvider();
    },
  };
  return registration;
}
