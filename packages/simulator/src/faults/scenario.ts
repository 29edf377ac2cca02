import type { LiveChatSimulator } from '../live-chat-simulator.js';
import type { FaultBoard, Faults } from './fault-board.js';

/** The side that causes a fault. */
export type FaultSide = 'portal' | 'administrator' | 'network' | 'widget' | 'bot' | 'customer';

/** A named fault. Stories, tests and the demo's fault panel share the same list of scenarios. */
export interface Scenario {
  /** A unique id, e.g. 'clock-ahead'. */
  id: string;
  /** A short title. */
  title: string;
  /** What happens, in one or two sentences. */
  happens: string;
  /** The side that causes the fault. */
  atFault: FaultSide;
  /** The faults that `apply` puts on the board. */
  faults: Faults;
  /** Runs an action of the bot in the open chat. Present when the scenario is an action. */
  play?: (simulator: LiveChatSimulator) => Promise<void>;
  /** Puts the faults on the board. Returns a function that clears them. Faults of the widget take effect at the next `install()`. */
  apply(board: FaultBoard): () => void;
}

/** Creates a scenario. Without `faults` it puts nothing on the board. */
export function scenario({ faults = {}, ...about }: Omit<Scenario, 'apply' | 'faults'> & { faults?: Faults }): Scenario {
  return {
    ...about,
    faults,
    apply(board) {
      board.set(faults);
      return () => {
        if (board.get() === faults) board.clear();
      };
    },
  };
}
