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

/** A log that forgets its oldest entries. */
export interface SimulatorLog {
  /** Oldest first. Keeps its identity until something is added. */
  read(): readonly SimulatorLogEntry[];
  add(entry: Omit<SimulatorLogEntry, 'at'>): void;
}

const limit = 1_000;

/** @param onAdd Called after each entry. */
export function createSimulatorLog(onAdd: () => void): SimulatorLog {
  const entries: SimulatorLogEntry[] = [];
  let shown: readonly SimulatorLogEntry[] | null = null;
  return {
    read: () => (shown ??= [...entries]),
    add(entry) {
      entries.push({ at: Date.now(), ...entry });
      if (entries.length > limit) entries.shift();
      shown = null;
      onAdd();
    },
  };
}
