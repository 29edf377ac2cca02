import type { SimulatorLogEntry } from '@lcw-auth/simulator';
import type { Step } from '../../shared/timeline.js';

// Entries that the library reports too, or that do not concern the sign-in.
const leftOut = new Set([
  'sdk-called',
  'lcw:threadUpdate',
  'lcw:onMessageReceived',
  'lcw:onMessageSent',
  'lcw:chatQueued',
  'lcw:onMinimize',
  'lcw:onMaximize',
]);

/** Converts an entry of the simulator's log to a step of the diagram. Returns null for entries that are left out. */
export function simulatorStep({ at, from, to, type, detail }: SimulatorLogEntry): Step | null {
  return leftOut.has(type) ? null : { at, from, to, type, ...(detail && { detail }) };
}
