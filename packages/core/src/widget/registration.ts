import { ignoreErrors, readOrUndefined } from '../foreign-code.js';
import type { Emit } from '../events.js';
import {
  isV1,
  type AuthTokenCallback,
  type AuthTokenProvider,
  type BotAuthTokenCallback,
  type BotAuthTokenProvider,
  type WidgetSdk,
} from './sdk.js';

/** One connected client, as the providers call it. Other copies of the library call it too, so never remove or change a member. */
export interface RegisteredClient {
  userId(): string | null | undefined;
  /** The user whose chat is open, also while the session is unknown. */
  keptUserId?(): string | null;
  /** Returns a token that is valid now, or null. */
  peek(): string | null;
  /** Responds to one token request; synchronously when a valid token is held. */
  answer(callback: AuthTokenCallback): void | Promise<void>;
  /** Decides about one sign-in card. Calls the callback exactly once, before the promise resolves. Never rejects. */
  answerCard(botTokenUrl: string, callback: BotAuthTokenCallback): Promise<void>;
}

/** The providers of one SDK object, kept for the life of the page. There is only one bot provider, because v1 cannot remove one. */
interface Slot {
  /** The client that connected last is the first element, and it responds. */
  clients: RegisteredClient[];
  authProvider: AuthTokenProvider;
  /** The provider for v1, which reads the answer directly after the call and keeps it. */
  v1Provider: AuthTokenProvider;
  botProvider: BotAuthTokenProvider;
  isBotRegistered: boolean;
  /** True when v1 has captured a token. Only another answer removes it. */
  isCaptured: boolean;
  /** True while v1 reads the token. */
  isCapturing: boolean;
  /** The user of the client that responded before. This user's chat may still be open when the next client responds. It is kept here, because the identity of that client is gone. */
  previousUserId?: string | null | undefined;
}

/** Key of the slots on the window, by SDK object. A registered symbol, so that two copies of the library use the same slot. */
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
  /** Registers with this SDK object. */
  ready(sdk: WidgetSdk): void;
  /** True once, when this client responds instead of a client with a different user. False while its own user is unknown. */
  takesOver(): boolean;
  /** Makes v1 capture the token after it arrived or was discarded. */
  tokenChanged(): void;
  /** Removes the widget's copy of the token, because the user left. */
  forgetToken(): void;
  /** Registers the bot provider, once per SDK object. */
  registerBot(): void;
  /** True when the registered provider belongs to another script. */
  hasForeignProvider(): boolean;
  /** True when another client on this page responds to the widget, so this client does not see the widget's requests. */
  isOtherResponding(): boolean;
  /** True when another client on this page has a different user. */
  hasOtherUser(): boolean;
  /** Ends the registration of this client. */
  release(): void;
}

/**
 * Creates everything that needs no SDK in advance, so that the listener of `lcw:ready` only calls the SDK.
 * @param onForeignProvider Called after a registration that found another script's provider.
 */
export function createRegistration(window: Window, client: RegisteredClient, emit: Emit, onForeignProvider: () => void): Registration {
  const page = window as Window & { [registry]?: WeakMap<WidgetSdk, Slot> };
  const slots = (page[registry] ??= new WeakMap());
  const { document } = page;
  let sdk: WidgetSdk | null = null;
  let slot = createSlot();

  /** Calls a method of the widget. Reports a failure as an event and continues. */
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

  const current = () => readOrUndefined(() => sdk?.getAuthTokenProvider?.());

  function hasForeignProvider() {
    const provider = current();
    return typeof provider === 'function' && provider !== slot.authProvider && provider !== slot.v1Provider;
  }

  /** Runs a change of the registered provider. Looks for another script's provider first, because the change may remove it. */
  function register(change: () => void) {
    const hadForeign = hasForeignProvider();
    change();
    if (hadForeign) onForeignProvider();
  }

  const remove = () => call(() => sdk!.removeAuthTokenProvider?.(), 'auth');

  /** Registers the provider again. Removing it also removes v2's copy of the previous user's token. */
  function renew() {
    remove();
    setUnlessSet();
  }

  function setUnlessSet() {
    if (current() !== slot.authProvider) set(slot.authProvider);
  }

  function capture() {
    const hasToken = slot.clients[0]?.peek() != null;
    const { isCaptured } = slot;
    // Set this before the calls, because the app may sign the user out inside the event that they emit.
    slot.isCaptured = hasToken;
    slot.isCapturing = true;
    if (hasToken) set(slot.v1Provider);
    else if (isCaptured) {
      call(() => sdk!.setAuthTokenProvider(slot.v1Provider), 'auth');
      remove();
    }
    slot.isCapturing = false;
  }

  /** Remembers whose chat may stay open. When the client never knew its user, that is still the user of an earlier client. */
  function rememberUserOf(left: RegisteredClient) {
    const userId = left.userId();
    slot.previousUserId = userId === undefined ? (left.keptUserId?.() ?? slot.previousUserId) : userId;
  }

  function release() {
    if (!sdk) return;
    const hasResponded = isResponding();
    slot.clients.splice(slot.clients.indexOf(client), 1);
    if (hasResponded) rememberUserOf(client);
    const next = slot.clients[0];
    if (isV1(document)) capture();
    else if (next) {
      if (hasResponded && next.userId() !== client.userId()) renew();
    }
    // Another script may still need its own provider.
    else if (!hasForeignProvider()) remove();
    // A client that stays connected has its own chat.
    if (next) slot.previousUserId = null;
    sdk = null;
    slot = createSlot();
  }

  const isResponding = () => sdk !== null && slot.clients[0] === client;

  return {
    ready(found) {
      if (sdk !== found) {
        release();
        sdk = found;
        slot = slots.get(sdk) ?? slot;
        slots.set(sdk, slot);
        if (slot.clients[0]) rememberUserOf(slot.clients[0]);
        slot.clients.unshift(client);
      }
      if (isResponding()) register(isV1(document) ? capture : setUnlessSet);
    },
    takesOver() {
      const userId = client.userId();
      const { previousUserId = null } = slot;
      if (!isResponding() || userId === undefined || previousUserId === null) return false;
      slot.previousUserId = null;
      return previousUserId !== userId;
    },
    tokenChanged() {
      // While the user is unknown, v1 keeps its captured token, because the previous user may return.
      if (isResponding() && client.userId() !== undefined && isV1(document)) register(capture);
    },
    forgetToken() {
      if (isResponding()) register(isV1(document) ? capture : renew);
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
    hasForeignProvider,
    isOtherResponding: () => sdk !== null && !isResponding(),
    hasOtherUser: () => new Set(slot.clients.map((each) => each.userId()).filter((userId) => userId !== undefined)).size > 1,
    release,
  };
}
