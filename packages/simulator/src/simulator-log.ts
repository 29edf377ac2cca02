/** Who did it: the columns of a sequence diagram. */
export type SimulatorLane = 'page' | 'widget' | 'bot' | 'omnichannel';

/** One thing that happened. Holds no token, no key and no bot token URL. */
export interface SimulatorLogEntry {
  /** Milliseconds since the epoch. */
  at: number;
  from: SimulatorLane;
  /** The same as `from` where it concerns nobody else. */
  to: SimulatorLane;
  /** What happened, e.g. 'lcw:ready', 'auth-provider-called', 'auth-token-received', 'call-lost', 'card-decided'. */
  type: string;
  /** Facts fit to be shown. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}
