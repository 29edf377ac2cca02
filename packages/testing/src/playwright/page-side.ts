import type { SignInCardOptions, SignInCardResult, SimulatorLogEntry, SimulatorState } from '@lcw-auth/simulator';

/** The page's half of the fixture: what the test's half calls through `page.evaluate`, so all of it is data. */
export interface PageSide {
  /** The panel, without its window. */
  state(): SimulatorState;
  log(): readonly SimulatorLogEntry[];
  ready(): Promise<void>;
  /** Resolves when the chat is open, or when its error pane shows. */
  startChat(): Promise<void>;
  endChat(): Promise<void>;
  sendMessage(text: string): void;
  receiveMessage(text: string, from: 'bot' | 'agent'): void;
  sendSignInCard(card: SignInCardOptions): Promise<SignInCardResult>;
}

declare global {
  interface Window {
    lcwAuthPageSide?: PageSide;
  }
}
