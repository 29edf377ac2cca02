import { LiveChatAuthDevtools, type DevtoolsAction } from '@lcw-auth/react/devtools';
import { createFaultBoard, createLiveChatSimulator, scenarios } from '@lcw-auth/simulator';
import type { ReactNode } from 'react';

// In development, with the simulated widget in place of Microsoft's.
const faults = createFaultBoard();
createLiveChatSimulator({ faults }).install();

const actions: readonly DevtoolsAction[] = [
  ...scenarios.map((scenario) => ({ label: scenario.title, run: () => scenario.apply(faults) })),
  { label: 'No fault', run: () => faults.clear() },
];

/** Inside the provider. A production build has none, unless it says `enabled`. */
export function Devtools(): ReactNode {
  return <LiveChatAuthDevtools actions={actions} />;
}
