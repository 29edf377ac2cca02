import type { SignInCardOptions, SignInCardResult, SimulatorLogEntry, SimulatorState } from '@lcw-auth/simulator';

/** The page's half of the fixture. The test's half calls it through `page.evaluate`, so all parameters and results are plain data. */
export interface PageSide {
  /** The panel, without its pop-out window. */
  state(): SimulatorState;
  log(): readonly SimulatorLogEntry[];
  ready(): Promise<void>;
  /** Resolves when the chat is open, or when its error pane is shown. */
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
