import type { AuthenticationFault } from './authentication-fault.js';
import type { TokenFault } from './spoil-token.js';
import type { EndpointFault } from './with-fault.js';

/** The faults to simulate. They are plain data, so that they can be sent to a server that simulates them. */
export interface Faults {
  /** The portal's token endpoint. */
  tokenEndpoint?: EndpointFault | undefined;
  /** The fault of the tokens that the endpoint returns. */
  token?: TokenFault | undefined;
  /** The portal's public key endpoint. */
  publicKeys?: EndpointFault | undefined;
  /** The bot token service. */
  botTokenService?: EndpointFault | undefined;
  /** The only body that the bot's connection accepts. */
  botTokenBody?: 'token' | 'token-exchange' | undefined;
  /** A mistake in the administrator's configuration. Omnichannel simulates it. */
  authentication?: AuthenticationFault | undefined;
  /** Faults of the widget and of its page, read when the widget is installed. */
  widget?:
    | {
        readyAfter?: number | 'never' | undefined;
        script?: 'blocked' | 'fails' | undefined;
        /** Another script answers token requests without a token, with its own provider or with the client function that the setting names. */
        otherScript?: 'provider' | 'client-function' | undefined;
      }
    | undefined;
  /** Milliseconds by which the portal's clock is ahead of Omnichannel's clock. A negative number means that it is behind. */
  portalClockAhead?: number | undefined;
  /** The host in the bot's token URLs. */
  botTokenHost?: string | undefined;
}

/** The current faults, shared by widget, endpoints and services. */
export interface FaultBoard {
  /** Returns the current faults. The object keeps its identity until they change. */
  get(): Faults;
  /** Replaces all faults. */
  set(faults: Faults): void;
  /** Removes all faults. */
  clear(): void;
  /** Calls `listener` after every change. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
}

const none: Faults = Object.freeze({});

/** Creates a board without faults. Pass it to the simulator, the handlers and the bot token service, and apply scenarios to it. */
export function createFaultBoard(initial: Faults = none): FaultBoard {
  let faults = initial;
  const listeners = new Set<() => void>();
  const set = (next: Faults) => {
    faults = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    get: () => faults,
    set,
    clear: () => set(none),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
