import type { BotTokenService, LiveChatSimulator } from '@lcw-auth/simulator';
import { useEffect, type ReactNode } from 'react';
import { answerBotTokens } from './network/answer-bot-tokens.js';
import { blockExternalRequests } from './network/external-requests.js';

/** The page that carries the simulated widget while a tree is mounted. */
export interface SimulatedPage {
  /** Removes the widget from the page now. Does nothing the second time. */
  leave(): void;
  /** Notes that the tree is mounted. Returns a function that notes the end of it. */
  mounted(): () => void;
}

/** Pages whose tree is gone, but whose widget is still there. */
const leaving = new Set<SimulatedPage>();

/**
 * Puts the widget on the page before the app runs, and keeps requests on this machine. A page carries one widget, so the
 * widget of a tree that is gone leaves first.
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
        // Later, because StrictMode mounts again in the same task, and the app cleans up while the widget is there.
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
