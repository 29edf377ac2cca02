/** A participant: one column of a sequence diagram. */
export type SimulatorLane = 'page' | 'widget' | 'bot' | 'omnichannel';

/** One event in the log. Contains no token, no key and no bot token URL. */
export interface SimulatorLogEntry {
  /** Milliseconds since the epoch. */
  at: number;
  /** The participant that acted. */
  from: SimulatorLane;
  /** The participant to which the event goes. The same as `from` when there is no other participant. */
  to: SimulatorLane;
  /** What happened, e.g. 'lcw:ready', 'auth-provider-called', 'auth-token-received', 'call-lost', 'card-decided'. */
  type: string;
  /** Facts about the event, without secrets. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A log that drops its oldest entries. */
export interface SimulatorLog {
  /** Returns the entries, oldest first. The array keeps its identity until an entry is added. */
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
