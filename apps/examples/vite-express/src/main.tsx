// This import comes first. It remembers lcw:ready, which the widget raises once, possibly before React starts.
import '@lcw-auth/core/early';
import '@lcw-auth/react/styles.css';
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Portal } from './portal';
import { simulator } from './simulated-widget';

/** What the agent sees at Omnichannel. */
function Agent() {
  const conversation = useSyncExternalStore(simulator.subscribe, () => simulator.conversations.at(-1));
  return <p>The agent sees: {conversation ? `Authenticated: ${conversation.authenticated ? 'Yes' : 'No'}` : 'no conversation yet'}</p>;
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Portal />
    <Agent />
  </StrictMode>,
);
