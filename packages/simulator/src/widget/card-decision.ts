import type { CardAnswers } from './bot-auth.js';
import type { Lifetime } from './lifetime.js';

/**
 * How the script layer passes the provider's answers on to the panel.
 * 'documented': it responds to each request immediately, with or without an answer.
 * 'silent-wait': it responds to a request only when it has an answer.
 */
export type CardTiming = 'documented' | 'silent-wait';

/** The widget's `botAuthConfig`: how long it waits for the bot provider. Names and defaults are Microsoft's. */
export interface BotAuthConfig {
  /** Number of requests for an answer. The last request ends the wait. When there is no answer until then, the fallback decides. Default 3. */
  fetchBotAuthConfigRetries?: number | undefined;
  /** Milliseconds between requests. Default 1,000. */
  fetchBotAuthConfigRetryInterval?: number | undefined;
  /** Whether to show a card without an answer. Default: it is shown, and its sign-in id is forgotten. */
  fallbackShowSignInCard?: boolean | undefined;
}

/** 'missed': there was no answer in time and there is no fallback. The card is shown, and the same card may be sent again. */
export type CardDecision = 'hide' | 'show' | 'missed';

/** Waits as the widget does: requests an answer, looks for one after the interval, and repeats until the last request. (Source.) */
export async function decideCard(
  answers: CardAnswers,
  timing: CardTiming,
  { fetchBotAuthConfigRetries = 3, fetchBotAuthConfigRetryInterval = 1_000, fallbackShowSignInCard }: BotAuthConfig,
  lifetime: Lifetime,
): Promise<CardDecision> {
  try {
    for (let request = 1; request < fetchBotAuthConfigRetries; request += 1) {
      const response = timing === 'documented' ? readAtOnce(answers, lifetime) : () => answers.show;
      await lifetime.wait(fetchBotAuthConfigRetryInterval);
      const show = response();
      if (show !== undefined) return show ? 'show' : 'hide';
    }
    if (fallbackShowSignInCard === undefined) return 'missed';
    return fallbackShowSignInCard ? 'show' : 'hide';
  } finally {
    answers.close();
  }
}

/** Reads the answer one task later, and so finds a synchronous answer. The real widget sends the request as a message, which has the same effect. */
function readAtOnce(answers: CardAnswers, lifetime: Lifetime): () => boolean | undefined {
  let response: boolean | undefined;
  lifetime.after(0, () => void (response = answers.show));
  return () => response;
}
