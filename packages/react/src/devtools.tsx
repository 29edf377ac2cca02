'use client';
import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';
import type { LiveChatAuthDevtoolsProps } from './devtools/props.js';

export { explainCard } from './devtools/explain-card.js';
export type { DevtoolsAction, LiveChatAuthDevtoolsProps } from './devtools/props.js';

// Bundlers replace the expression; in a page without a bundler `process` does not exist.
declare const process: { env: { NODE_ENV?: string } };

const Panel = lazy(async () => ({ default: (await import('./devtools/panel.js')).Panel }));

/**
 * Shows what the library does: problems with their fixes, state, safe claims, expiry, registration, why each card is shown, and
 * a timeline. Its code is loaded when it is rendered, and in production builds only when `enabled` is given.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function LiveChatAuthDevtools({ enabled = isDevelopment(), ...props }: LiveChatAuthDevtoolsProps): ReactNode {
  // The server renders nothing, and hydration starts with the markup of the server.
  const isMounted = useSyncExternalStore(
    noSubscription,
    () => true,
    () => false,
  );
  return (
    enabled &&
    isMounted && (
      <Suspense fallback={null}>
        <Panel {...props} />
      </Suspense>
    )
  );
}

const noSubscription = () => () => {};

function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production';
  } catch {
    return false;
  }
}
