import type { TokenFault } from './spoil-token.js';
import type { EndpointFault } from './with-fault.js';

/** What is to go wrong. Plain data: it can be sent to the server that it concerns. */
export interface Faults {
  /** The portal's token endpoint. */
  tokenEndpoint?: EndpointFault;
  /** What is wrong with the tokens that it gives. */
  token?: TokenFault;
  /** The portal's public key endpoint. */
  publicKeys?: EndpointFault;
  /** The bot token service. */
  botTokenService?: EndpointFault;
  /** The widget's own ills, read when it is installed. */
  widget?: { readyAfter?: number | 'never'; script?: 'blocked' | 'fails' };
  /** Milliseconds by which the portal's clock is ahead of Omnichannel's. Negative: behind. */
  portalClockAhead?: number;
  /** The host that the bot names in its token URLs. */
  botTokenHost?: string;
}

/** The faults of the moment, shared by widget, endpoints and services. */
export interface FaultBoard {
  /** What goes wrong now. Keeps its identity until it changes. */
  get(): Faults;
  /** Replaces all of them. */
  set(faults: Faults): void;
  clear(): void;
  /** Calls `listener` after every change; returns what ends it. */
  subscribe(listener: () => void): () => void;
}

const none: Faults = Object.freeze({});

/** A board without faults. Give it to the simulator, the handlers and the bot token service, and play scenarios on it. */
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
