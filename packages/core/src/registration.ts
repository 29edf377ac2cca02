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

/** The page's slots by SDK object. A registered symbol, so that two copies of the library find one slot. */
const registry = Symbol.for('lcw-auth.slots');

function createSlot(): Slot {
  const clients: WidgetClient[] = [];
  return {
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
}

/** One client's registration. */
export interface Registration {
  /** Registers with this SDK object what has to be now. True where this client answers in place of another person's. */
  ready(sdk: WidgetSdk): boolean;
  /** The token came or went (v1 captures it), or the person changed. */
  update(because: 'token' | 'person'): void;
  /** Registers the bot provider, once per SDK object. */
  registerBot(): void;
  /** Is another client on this page, with another user? */
  hasConflict(): boolean;
  /** This client answers no more. */
  release(): void;
}

/** All that can be made before the widget is there is made now: inside `lcw:ready` only the SDK is called. */
export function createRegistration(window: Window, client: WidgetClient, emit: Emit): Registration {
  const page = window as Window & { [registry]?: WeakMap<WidgetSdk, Slot> };
  const slots = (page[registry] ??= new WeakMap());
  const { document } = page;
  let sdk: WidgetSdk | null = null;
  let slot = createSlot();

  function set(provider: AuthTokenProvider) {
    sdk!.setAuthTokenProvider(provider);
    emit({ type: 'registered', provider: 'auth' });
  }

  function setIfOther() {
    if (sdk!.getAuthTokenProvider?.() !== slot.authProvider) set(slot.authProvider);
  }

  function capture() {
    const hasToken = slot.clients[0]?.peek() != null;
    if (hasToken) set(slot.v1Provider);
    else if (slot.isCaptured) {
      sdk!.setAuthTokenProvider(slot.v1Provider);
      sdk!.removeAuthTokenProvider?.();
    }
    slot.isCaptured = hasToken;
  }

  function release() {
    if (!sdk) return;
    slot.clients.splice(slot.clients.indexOf(client), 1);
    try {
      if (isV1(document)) capture();
      else if (slot.clients.length === 0) sdk.removeAuthTokenProvider?.();
    } finally {
      sdk = null;
      slot = createSlot();
    }
  }

  return {
    ready(found) {
      let before: string | null | undefined;
      if (sdk !== found) {
        release();
        sdk = found;
        slot = slots.get(sdk) ?? slot;
        slots.set(sdk, slot);
        before = slot.clients[0]?.userId();
        slot.clients.unshift(client);
      }
      if (slot.clients[0] === client) {
        if (isV1(document)) capture();
        else setIfOther();
      }
      return before != null && before !== client.userId();
    },
    update(because) {
      if (!sdk || slot.clients[0] !== client) return;
      if (isV1(document)) return capture();
      if (because === 'token') return;
      // The widget's copy of the last person's token goes with the provider.
      sdk.removeAuthTokenProvider?.();
      setIfOther();
    },
    registerBot() {
      if (!sdk || slot.isBotRegistered) return;
      slot.isBotRegistered = true;
      sdk.setBotAuthTokenProvider(slot.botProvider);
      emit({ type: 'registered', provider: 'bot' });
    },
    hasConflict: () => new Set(slot.clients.map((each) => each.userId())).size > 1,
    release,
  };
}
