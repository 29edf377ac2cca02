import { LiveChatAuthDevtools, type DevtoolsAction } from '@lcw-auth/react/devtools';
import { createFaultBoard, createLiveChatSimulator, scenarios } from '@lcw-auth/simulator';
import type { ReactNode } from 'react';

// In development, the simulated widget replaces Microsoft's.
const faults = createFaultBoard();
createLiveChatSimulator({ faults }).install();

const actions: readonly DevtoolsAction[] = [
  ...scenarios.map((scenario) => ({ label: scenario.title, run: () => scenario.apply(faults) })),
  { label: 'No fault', run: () => faults.clear() },
];

/** Render it inside the provider. Production builds render nothing, unless the prop `enabled` is set. */
export function Devtools(): ReactNode {
  return <LiveChatAuthDevtools actions={actions} />;
}
