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
  /** A token that is valid now, or null. */
  peek(): string | null;
  /** Answers one ask for the auth token; in the same tick when a valid token is held. */
  answer(callback: AuthTokenCallback): void | Promise<void>;
  /** Answers one sign-in card: one callback before it resolves, never a rejection. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
}

/** What this library keeps on an SDK object for the page's life. v1 can never take a bot listener back, so there is one. */
interface Slot {
  /** The last one connected answers. */
  clients: WidgetClient[];
  authProvider: AuthTokenProvider;
  /** v1 reads the answer right after the call and then lives on it. */
  v1Provider: AuthTokenProvider;
  botProvider: BotAuthTokenProvider;
  isBotRegistered: boolean;
  /** v1 has captured a token: it is gone only when another answer overwrites it. */
  isCaptured: boolean;
}

/** The mark on the SDK object. A registered symbol, so that two copies of the library find one slot. */
const mark = Symbol.for('lcw-auth.slot');

function slotOf(sdk: WidgetSdk): Slot {
  const marked = sdk as WidgetSdk & { [mark]?: Slot };
  if (marked[mark]) return marked[mark];
  const clients: WidgetClient[] = [];
  const slot: Slot = {
    clients,
    authProvider: (callback) => {
      const client = clients[0];
      return client ? client.answer(callback) : callback(null);
    },
    v1Provider: (callback) => callback(clients[0]?.peek() ?? null),
    botProvider: async (botTokenUrl, callback) => {
      const client = clients[0];
      if (client) await client.answerCard(botTokenUrl, callback);
      else callback({ show: true });
    },
    isBotRegistered: false,
    isCaptured: false,
  };
  Object.defineProperty(sdk, mark, { value: slot });
  return slot;
}

/** One client's registration with one SDK object. */
export interface Registration {
  /** Registers what has to be now: inside `lcw:ready`, when the token comes or goes (v1 captures it), when the person changes. */
  update(because: 'ready' | 'token' | 'person'): void;
  /** Registers the bot provider, once per SDK object. */
  registerBot(): void;
  /** Is another client on this page, with another user? */
  hasConflict(): boolean;
  /** This client answers no more. */
  release(): void;
}

export function createRegistration(window: Window, sdk: WidgetSdk, client: WidgetClient, emit: Emit): Registration {
  const slot = slotOf(sdk);
  slot.clients.unshift(client);

  function set(provider: AuthTokenProvider) {
    sdk.setAuthTokenProvider(provider);
    emit({ type: 'registered', provider: 'auth' });
  }

  function capture() {
    const hasToken = slot.clients[0]?.peek() != null;
    if (hasToken) set(slot.v1Provider);
    else if (slot.isCaptured) {
      sdk.setAuthTokenProvider(slot.v1Provider);
      sdk.removeAuthTokenProvider?.();
    }
    slot.isCaptured = hasToken;
  }

  return {
    update(because) {
      if (slot.clients[0] !== client) return;
      if (isV1(window)) return capture();
      // The widget's copy of the last person's token goes with the provider.
      if (because === 'person') sdk.removeAuthTokenProvider?.();
      if (because !== 'token' && sdk.getAuthTokenProvider?.() !== slot.authProvider) set(slot.authProvider);
    },
    registerBot() {
      if (slot.isBotRegistered) return;
      slot.isBotRegistered = true;
      sdk.setBotAuthTokenProvider(slot.botProvider);
      emit({ type: 'registered', provider: 'bot' });
    },
    hasConflict: () => new Set(slot.clients.map((each) => each.userId())).size > 1,
    release() {
      slot.clients.splice(slot.clients.indexOf(client), 1);
      if (isV1(window)) capture();
      else if (slot.clients.length === 0) sdk.removeAuthTokenProvider?.();
    },
  };
}
