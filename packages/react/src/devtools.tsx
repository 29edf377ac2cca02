'use client';
import type { LiveChatAuthEvent } from '@lcw-auth/core';
import { lazy, Suspense, useSyncExternalStore, type ReactNode } from 'react';

// Bundlers replace it; a page without one has no such thing.
declare const process: { env: { NODE_ENV?: string } };

/** A button of the devtools that the app adds, e.g. one that plays a fault on the simulator. */
export interface DevtoolsAction {
  label: string;
  run: () => unknown;
}

/** Props of `<LiveChatAuthDevtools>`. */
export interface LiveChatAuthDevtoolsProps {
  /** Whether there are devtools at all. Default: in development builds only. */
  enabled?: boolean;
  /** Whether the panel is open at first. Default false. */
  initiallyOpen?: boolean;
  /** More buttons. */
  actions?: readonly DevtoolsAction[];
  /** What the client's `onEvent` has told, oldest first. Needed only for a client that was created outside React. */
  events?: readonly LiveChatAuthEvent[];
  /** The nonce of the page's Content-Security-Policy, for the panel's style element. */
  nonce?: string;
}

const Panel = lazy(async () => ({ default: (await import('./devtools/panel.js')).Panel }));

/**
 * Shows what the library is doing: state, redacted claims, expiry, registration, why each card showed, and what happened
 * when. Loaded when it is rendered, and in production builds only if `enabled` is given.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function LiveChatAuthDevtools({ enabled = isDevelopment(), ...props }: LiveChatAuthDevtoolsProps): ReactNode {
  // The server renders none, and hydration starts with what the server rendered.
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
