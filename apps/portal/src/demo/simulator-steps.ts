import type { SimulatorLogEntry } from '@lcw-auth/simulator';
import type { Step } from '../../shared/timeline.js';

// The library reports these too, or they do not matter for the sign-in.
const leftOut = new Set([
  'sdk-called',
  'lcw:threadUpdate',
  'lcw:onMessageReceived',
  'lcw:onMessageSent',
  'lcw:chatQueued',
  'lcw:onMinimize',
  'lcw:onMaximize',
]);

/** Returns what the widget did as a step of the diagram; null for what is left out. */
export function simulatorStep({ at, from, to, type, detail }: SimulatorLogEntry): Step | null {
  return leftOut.has(type) ? null : { at, from, to, type, ...(detail && { detail }) };
}
