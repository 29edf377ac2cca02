import type { LiveChatSimulator } from '@lcw-auth/simulator';
import { getConfig } from '@testing-library/react';

/**
 * Returns the same simulator for use with Testing Library: changes in components are applied when a method returns or
 * resolves, and React does not warn about updates outside act().
 */
export function withAct(simulator: LiveChatSimulator): LiveChatSimulator {
  let isWaiting = false;

  const later =
    <Given extends unknown[], Result>(method: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      // Only one wrapper may run at a time. Each restores the previous setting, and overlapping wrappers would restore a wrong one.
      if (isWaiting) return method(...given);
      isWaiting = true;
      try {
        return await (getConfig().asyncWrapper(() => method(...given)) as Promise<Result>);
      } finally {
        isWaiting = false;
      }
    };

  const now =
    <Given extends unknown[]>(method: (...given: Given) => void) =>
    (...given: Given): void => {
      getConfig().eventWrapper(() => method(...given));
    };

  // Everything else, getters included, is inherited from the simulator.
  const acting: Partial<LiveChatSimulator> = {
    ready: now(simulator.ready),
    startChat: later(simulator.startChat),
    sendSignInCard: later(simulator.sendSignInCard),
    perform: later(simulator.perform),
    endChat: later(simulator.endChat),
    reportError: now(simulator.reportError),
    sendMessage: now(simulator.sendMessage),
    receiveMessage: now(simulator.receiveMessage),
    setTyping: now(simulator.setTyping),
    minimize: now(simulator.minimize),
    maximize: now(simulator.maximize),
  };
  return Object.assign(Object.create(simulator) as LiveChatSimulator, acting);
}
