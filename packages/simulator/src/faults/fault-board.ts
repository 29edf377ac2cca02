import type { AuthenticationFault } from './authentication-fault.js';
import type { TokenFault } from './spoil-token.js';
import type { EndpointFault } from './with-fault.js';

/** The faults to play. Plain data, which can be sent to the server that it concerns. */
export interface Faults {
  /** The portal's token endpoint. */
  tokenEndpoint?: EndpointFault;
  /** What is wrong with the tokens that the endpoint gives. */
  token?: TokenFault;
  /** The portal's public key endpoint. */
  publicKeys?: EndpointFault;
  /** The bot token service. */
  botTokenService?: EndpointFault;
  /** The body that the bot's connection requires in place of any. */
  botTokenBody?: 'token' | 'token-exchange';
  /** What the administrator has set up otherwise. Omnichannel plays it. */
  authentication?: AuthenticationFault;
  /** Faults of the widget and of its page, read when the widget is installed. */
  widget?: {
    readyAfter?: number | 'never';
    script?: 'blocked' | 'fails';
    /** Another script supplies tokens and has none to give: by its own provider, or by the client function that the setting names. */
    otherScript?: 'provider' | 'client-function';
  };
  /** Milliseconds by which the portal's clock is ahead of Omnichannel's. Negative: behind. */
  portalClockAhead?: number;
  /** The host in the bot's token URLs. */
  botTokenHost?: string;
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

/** Creates a board without faults. Give it to the simulator, the handlers and the bot token service, and play scenarios on it. */
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
