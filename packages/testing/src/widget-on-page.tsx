import type { LiveChatSimulator } from '@lcw-auth/simulator';
import { useLayoutEffect, type ReactNode } from 'react';

/**
 * Takes the simulated widget off the page once the app is gone: a sibling after the app, because React cleans siblings up in order.
 * Whatever mounts its effects twice gets the widget back.
 */
export function WidgetOnPage({ page }: { page: SimulatedPage }): ReactNode {
  useLayoutEffect(() => {
    page.install();
    return page.uninstall;
  }, [page]);
  return null;
}

/** A simulator that may be told to be on the page when it already is. */
export interface SimulatedPage {
  install(): void;
  uninstall(): void;
}

export function createSimulatedPage(simulator: LiveChatSimulator): SimulatedPage {
  let uninstall: (() => void) | null = null;
  return {
    install() {
      uninstall ??= simulator.install();
    },
    uninstall() {
      uninstall?.();
      uninstall = null;
    },
  };
}
