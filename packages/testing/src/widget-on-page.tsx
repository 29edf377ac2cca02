import type { BotTokenService, LiveChatSimulator } from '@lcw-auth/simulator';
import { useEffect, type ReactNode } from 'react';
import { answerBotTokens } from './network/answer-bot-tokens.js';
import { blockExternalRequests } from './network/external-requests.js';

/** The page with the simulated widget while a tree is mounted. */
export interface SimulatedPage {
  /** Removes the widget from the page now. Does nothing the second time. */
  leave(): void;
  /** Records that the tree is mounted. Returns a function that records its unmount. */
  mounted(): () => void;
}

/** Pages whose tree has unmounted, but whose widget is still installed. */
const leaving = new Set<SimulatedPage>();

/**
 * Installs the widget before the app runs, and blocks requests to other machines. A page can have only one widget, so the
 * widget of a tree that has unmounted is removed first.
 * @param botTokens Answers the requests to Bot Framework's token service.
 */
export function createSimulatedPage(simulator: LiveChatSimulator, botTokens: BotTokenService | null): SimulatedPage {
  for (const page of leaving) page.leave();
  const undo = [simulator.install(), blockExternalRequests(), ...(botTokens ? [answerBotTokens(botTokens)] : [])];
  let mounts = 0;
  const page: SimulatedPage = {
    leave() {
      leaving.delete(page);
      for (const each of undo.splice(0)) each();
    },
    mounted() {
      mounts += 1;
      leaving.delete(page);
      return () => {
        mounts -= 1;
        leaving.add(page);
        // Waits for a microtask, because StrictMode mounts again before it, and the app's cleanup needs the widget.
        queueMicrotask(() => {
          if (mounts === 0 && leaving.has(page)) page.leave();
        });
      };
    },
  };
  return page;
}

/** Records whether the tree is mounted. */
export function WidgetOnPage({ page, children }: { page: SimulatedPage; children: ReactNode }): ReactNode {
  useEffect(() => page.mounted(), [page]);
  return children;
}
