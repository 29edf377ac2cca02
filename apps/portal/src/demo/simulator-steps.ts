import type { SimulatorLogEntry } from '@lcw-auth/simulator';
import type { Step } from '../../shared/timeline.js';

// Told by the library as well, or of no use to somebody who wants to see the sign-in.
const left = new Set([
  'sdk-called',
  'lcw:threadUpdate',
  'lcw:onMessageReceived',
  'lcw:onMessageSent',
  'lcw:chatQueued',
  'lcw:onMinimize',
  'lcw:onMaximize',
]);

/** What the widget did or met, as a step of the diagram: its lanes are the diagram's. Null for what is left out. */
export function simulatorStep({ at, from, to, type, detail }: SimulatorLogEntry): Step | null {
  return left.has(type) ? null : { at, from, to, type, ...(detail && { detail }) };
}
