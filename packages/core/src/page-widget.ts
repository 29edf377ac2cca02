import { installClientFunction } from './client-function.js';
import type { LiveChatAuthError } from './errors.js';
import type { AuthTokenRoute, Emit } from './events.js';
import type { LiveChatAuthOptions } from './options.js';
import { watchReadiness } from './readiness.js';
import { createRegistration, type Registration, type WidgetClient } from './registration.js';
import type { LiveChatAuthState, WidgetState } from './state.js';
import type { Store } from './store.js';
import type { AuthTokenCallback, WidgetSdk } from './widget.js';

/** The widget on the page: found, registered with, and let go. */
export interface PageWidget {
  /** The SDK once it may be used. */
  sdk(): WidgetSdk | null;
  /** Installs the client function and waits for ready. */
  connect(): void;
  disconnect(): void;
  /** Waits for ready once more. */
  watch(): void;
  /** The option came, changed or went. */
  installFunction(): void;
  /** The option `botSso` came. */
  registerBot(): void;
  /** The token came or went, or the person changed. */
  update(because: 'token' | 'person'): void;
  /** It will not come, as far as is known now. */
  unavailable(error: LiveChatAuthError): void;
  closeChat(): void;
  /** Sees once whether another client on this page has another user. */
  warnOnConflict(): void;
}

interface Surroundings {
  options(): LiveChatAuthOptions;
  window(): Window;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  client: WidgetClient;
  /** Answers one ask that came this way. */
  answer(callback: AuthTokenCallback, route: AuthTokenRoute): void | Promise<void>;
  onReady(): void;
  /** Another client on this page has another user: told once. */
  onConflict(): void;
}

export function createPageWidget({ options, window, store, emit, client, answer, onReady, onConflict }: Surroundings): PageWidget {
  let sdk: WidgetSdk | null = null;
  let registration: Registration | null = null;
  let hasWarned = false;
  let unwatch: (() => void) | null = null;
  let uninstallFunction: (() => void) | null = null;

  /** The widget's methods are foreign code: when one throws, say so and go on. */
  function guard(call: () => void, provider: 'auth' | 'bot' = 'auth') {
    try {
      call();
    } catch {
      emit({ type: 'registration-failed', provider });
    }
  }

  const isReady = () => store.get().widget.status === 'ready';
  function show(widget: WidgetState) {
    // A change wakes every consumer: waiting, or ready, as before is none.
    if (widget.status === 'unavailable' || widget.status !== store.get().widget.status) store.set({ widget });
  }

  function ready(found: WidgetSdk) {
    sdk = found;
    guard(() => {
      if (!registration?.ready(found)) return;
      // A provider that is keyed by its user: the chat of the one before is not for this one.
      if (options().onUserChange !== 'keep-chat') page.closeChat();
      setTimeout(page.update, 0, 'person');
    });
    page.registerBot();
    // A provider that is keyed anew connects before the one before it is gone.
    queueMicrotask(page.warnOnConflict);
    if (isReady()) return;
    onReady();
    show({ status: 'ready' });
    emit({ type: 'widget-ready' });
  }

  const page: PageWidget = {
    sdk: () => sdk,

    connect() {
      page.installFunction();
      registration = createRegistration(window(), client, emit);
      page.watch();
    },

    disconnect() {
      unwatch?.();
      uninstallFunction?.();
      uninstallFunction = null;
      guard(() => registration?.release());
      registration = sdk = null;
      show({ status: 'waiting' });
    },

    watch() {
      unwatch?.();
      show({ status: 'waiting' });
      unwatch = watchReadiness(window(), options().readyTimeout ?? 30_000, ready, page.unavailable);
    },

    installFunction() {
      uninstallFunction?.();
      uninstallFunction = null;
      const { clientFunction } = options();
      if (clientFunction === undefined) return;
      uninstallFunction = installClientFunction(window(), clientFunction, (callback) => answer(callback, 'client-function'));
      emit(uninstallFunction ? { type: 'registered', provider: 'client-function' } : { type: 'conflict', code: 'conflict' });
    },

    registerBot() {
      if (options().botSso) guard(() => registration?.registerBot(), 'bot');
    },

    update: (because) => guard(() => registration?.update(because)),

    unavailable(error) {
      if (isReady()) return;
      show({ status: 'unavailable', error });
      emit({ type: 'widget-unavailable', code: error.code });
    },

    closeChat: () => guard(() => void sdk?.closeChat()),

    warnOnConflict() {
      if (hasWarned || !registration?.hasConflict()) return;
      hasWarned = true;
      onConflict();
    },
  };
  return page;
}
