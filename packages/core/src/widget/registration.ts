import { ignoreErrors, readSafely } from '../call-safely.js';
import type { Emit } from '../events.js';
import {
  isV1,
  type AuthTokenCallback,
  type AuthTokenProvider,
  type BotAuthTokenCallback,
  type BotAuthTokenProvider,
  type WidgetSdk,
} from './sdk.js';

/** One connected client, as the providers on the SDK see it. Other copies of the library call it too: only add to it. */
export interface RegisteredClient {
  userId(): string | null | undefined;
  /** Returns a token that is valid now, or null. */
  peek(): string | null;
  /** Responds to one token request; in the same tick when a valid token is held. */
  answer(callback: AuthTokenCallback): void | Promise<void>;
  /** Decides one sign-in card: calls back exactly once before the promise resolves. Never rejects. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
}

/** What this library keeps for an SDK object for the life of the page. v1 can never remove a bot provider, so there is one. */
interface Slot {
  /** The client that connected last comes first, and responds. */
  clients: RegisteredClient[];
  authProvider: AuthTokenProvider;
  /** v1 reads the answer right after the call and then keeps it. */
  v1Provider: AuthTokenProvider;
  botProvider: BotAuthTokenProvider;
  isBotRegistered: boolean;
  /** v1 has captured a token. It is gone only when another answer overwrites it. */
  isCaptured: boolean;
  /** v1 is reading the token at this moment. */
  isCapturing: boolean;
}

/** The page's slots by SDK object. A registered symbol, so that two copies of the library find the same slot. */
const registry = Symbol.for('lcw-auth.slots');

function createSlot(): Slot {
  const clients: RegisteredClient[] = [];
  const authProvider: AuthTokenProvider = (callback) => {
    const client = clients[0];
    return client ? client.answer(callback) : callback(null);
  };
  const slot: Slot = {
    clients,
    authProvider,
    v1Provider: (callback) => (slot.isCapturing ? callback(clients[0]?.peek() ?? null) : authProvider(callback)),
    botProvider: async (botTokenUrl, callback) => {
      const client = clients[0];
      if (client) await client.answerCard(botTokenUrl, callback);
      else callback({ show: true });
    },
    isBotRegistered: false,
    isCaptured: false,
    isCapturing: false,
  };
  return slot;
}

/** One client's registration with the SDK. */
export interface Registration {
  /** Registers with this SDK object. Returns true when this client now responds in place of a client with another user. */
  ready(sdk: WidgetSdk): boolean;
  /** The token arrived or was discarded: v1 captures it. */
  tokenChanged(): void;
  /** A user left: the widget's copy of the token goes. */
  userChanged(): void;
  /** Registers the bot provider, once per SDK object. */
  registerBot(): void;
  /** True when another script's provider stands in place of the one that was registered. */
  isReplaced(): boolean;
  /** True when another client on this page has a different user. */
  hasOtherUser(): boolean;
  /** Ends the registration of this client. */
  release(): void;
}

/** Everything that needs no SDK is created here: inside `lcw:ready` only the SDK is called. */
export function createRegistration(window: Window, client: RegisteredClient, emit: Emit): Registration {
  const page = window as Window & { [registry]?: WeakMap<WidgetSdk, Slot> };
  const slots = (page[registry] ??= new WeakMap());
  const { document } = page;
  let sdk: WidgetSdk | null = null;
  let slot = createSlot();

  /** The widget's methods are foreign code: when one fails, the failure is reported and nothing stops. */
  function call(method: () => unknown, provider: 'auth' | 'bot') {
    ignoreErrors(method, () => emit({ type: 'registration-failed', provider }));
  }

  function set(provider: AuthTokenProvider) {
    call(() => {
      const result: unknown = sdk!.setAuthTokenProvider(provider);
      emit({ type: 'registered', provider: 'auth' });
      return result;
    }, 'auth');
  }

  const current = () => readSafely(() => sdk?.getAuthTokenProvider?.());
  const remove = () => call(() => sdk!.removeAuthTokenProvider?.(), 'auth');

  function setUnlessSet() {
    if (current() !== slot.authProvider) set(slot.authProvider);
  }

  function capture() {
    const hasToken = slot.clients[0]?.peek() != null;
    slot.isCapturing = true;
    if (hasToken) set(slot.v1Provider);
    else if (slot.isCaptured) {
      call(() => sdk!.setAuthTokenProvider(slot.v1Provider), 'auth');
      remove();
    }
    slot.isCapturing = false;
    slot.isCaptured = hasToken;
  }

  function release() {
    if (!sdk) return;
    slot.clients.splice(slot.clients.indexOf(client), 1);
    if (isV1(document)) capture();
    else if (slot.clients.length === 0) remove();
    sdk = null;
    slot = createSlot();
  }

  const isResponding = () => sdk !== null && slot.clients[0] === client;

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
      if (isResponding()) {
        if (isV1(document)) capture();
        else setUnlessSet();
      }
      return before != null && before !== client.userId();
    },
    tokenChanged() {
      // While the user is unknown, v1 keeps what it captured: the previous user may return.
      if (isResponding() && client.userId() !== undefined && isV1(document)) capture();
    },
    userChanged() {
      if (!isResponding()) return;
      if (isV1(document)) return capture();
      // v2's copy of the previous user's token goes with the provider.
      remove();
      setUnlessSet();
    },
    registerBot() {
      if (!sdk || slot.isBotRegistered) return;
      slot.isBotRegistered = true;
      call(() => {
        const result = sdk!.setBotAuthTokenProvider(slot.botProvider);
        emit({ type: 'registered', provider: 'bot' });
        return result;
      }, 'bot');
    },
    isReplaced() {
      const provider = current();
      return provider != null && provider !== slot.authProvider && provider !== slot.v1Provider;
    },
    hasOtherUser: () => new Set(slot.clients.map((each) => each.userId()).filter((userId) => userId !== undefined)).size > 1,
    release,
  };
}
