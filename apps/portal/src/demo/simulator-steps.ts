import type { SimulatorLogEntry } from '@lcw-auth/simulator';
import type { Step } from '../../shared/timeline.js';

/** What the widget did or met, as a step of the diagram: its lanes are the diagram's. */
export const simulatorStep = ({ at, from, to, type, detail }: SimulatorLogEntry): Step => ({
  at,
  from,
  to,
  type,
  ...(detail && { detail }),
});
