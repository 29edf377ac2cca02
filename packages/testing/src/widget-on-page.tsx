import type { LiveChatSimulator } from '@lcw-auth/simulator';
import { useEffect, type ReactNode } from 'react';

/** The page that carries the simulated widget, for as long as a tree is mounted. */
export interface SimulatedPage {
  /** The widget leaves the page now, if it is still there. */
  leave(): void;
  /** The tree is mounted; returns what says that it no longer is. */
  mounted(): () => void;
}

/** Pages whose tree is gone, but whose widget is not yet. */
const leaving = new Set<SimulatedPage>();

/** Puts the widget on the page, before the app runs. One widget at a time: the one of a tree that is gone leaves first. */
export function createSimulatedPage(simulator: LiveChatSimulator): SimulatedPage {
  for (const page of leaving) page.leave();
  const uninstall = simulator.install();
  let mounts = 0;
  const page: SimulatedPage = {
    leave() {
      leaving.delete(page);
      uninstall();
    },
    mounted() {
      mounts += 1;
      leaving.delete(page);
      return () => {
        mounts -= 1;
        leaving.add(page);
        // Not at once: StrictMode unmounts to mount again in the same breath, and the app cleans up with the widget there.
        queueMicrotask(() => {
          if (mounts === 0 && leaving.has(page)) page.leave();
        });
      };
    },
  };
  return page;
}

/** Tells the page whether the tree is mounted. */
export function WidgetOnPage({ page, children }: { page: SimulatedPage; children: ReactNode }): ReactNode {
  useEffect(() => page.mounted(), [page]);
  return children;
}
