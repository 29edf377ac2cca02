import type { SignInCardOptions, SignInCardResult } from '@lcw-auth/simulator';
import { expectFacts } from './expect-shop.fixture.js';
import type { Stage, StageOptions } from './stage.fixture.js';

/** No user is signed in, and sign-in is optional. */
export const anonymous: StageOptions = { userId: null, provider: { signInOptional: true }, simulator: { signInOptional: true } };

/** The widget and the client wait for a minute, so that the exchange decides about a card and not the speed of the machine. */
export const longTimeLimits: StageOptions = {
  botSso: { timeout: 60_000, widgetWait: { retries: 61, interval: 1_000, fallbackShow: true } },
  simulator: { botAuthConfig: { fetchBotAuthConfigRetries: 61 } },
};

/** Opens the chat, lets the bot send a card, and waits for the widget's decision. */
export async function sendCard(
  canvasElement: HTMLElement,
  { simulator, signedIn }: Stage,
  card?: SignInCardOptions,
): Promise<SignInCardResult> {
  // v1 takes the token at registration, which waits for a token.
  await expectFacts(canvasElement, { Widget: 'ready', ...(signedIn() && { Token: 'valid' }) });
  if (simulator.getState().chat.status !== 'open') await simulator.startChat();
  return simulator.sendSignInCard(card);
}
