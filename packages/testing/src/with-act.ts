import type { LiveChatSimulator } from '@lcw-auth/simulator';
import { getConfig } from '@testing-library/react';

/**
 * The same simulator, whose doings Testing Library knows of: what they change in components is applied when they return
 * or resolve, and React does not warn of updates outside act().
 */
export function withAct(simulator: LiveChatSimulator): LiveChatSimulator {
  let isWaiting = false;

  const later =
    <Given extends unknown[], Result>(method: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      // One wait at a time: the wrapper restores what it found, which for two that overlap would be each other's.
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

  // The rest, getters included, is the simulator's own.
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
