import type { LiveChatSimulator } from '../live-chat-simulator.js';
import type { FaultBoard, Faults } from './fault-board.js';

/** Whose side a fault is on. */
export type FaultSide = 'portal' | 'administrator' | 'network' | 'widget' | 'bot' | 'customer';

/** A fault by name: data that stories, tests and the demo's fault panel share. */
export interface Scenario {
  id: string;
  title: string;
  /** What happens, in a sentence. */
  happens: string;
  atFault: FaultSide;
  /** What goes wrong on the board. */
  faults: Faults;
  /** What the bot does in the open chat, where the fault is something that is done. */
  play?: (simulator: LiveChatSimulator) => Promise<void>;
  /** Puts its faults on the board; returns what clears them. Those of the widget itself work from the next install on. */
  apply(board: FaultBoard): () => void;
}

/** @param about All but `apply`; without `faults` nothing is put on the board. */
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
