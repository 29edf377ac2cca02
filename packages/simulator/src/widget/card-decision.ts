import type { CardAnswers } from './bot-auth.js';
import type { Lifetime } from './lifetime.js';

/**
 * How the script layer passes answers on to the panel.
 * 'documented': it answers each ask with what it has, and an ask without an answer hears no more in its window.
 * 'silent-wait': it says nothing until it has an answer.
 */
export type CardTiming = 'documented' | 'silent-wait';

/** 'missed': no answer in time, so the card is shown. */
export type CardDecision = 'hide' | 'show' | 'missed';

/** Milliseconds between the widget's asks, and from the last to its giving up. (Source: two windows, read at their ends.) */
const askInterval = 1_000;

/** Waits as the widget does: asks at 0 and at 1,000 ms, looks at what it heard at 1,000 and at 2,000 ms, then gives up. */
export async function decideCard(answers: CardAnswers, timing: CardTiming, lifetime: Lifetime): Promise<CardDecision> {
  try {
    for (let ask = 0; ask < 2; ask += 1) {
      const heard = timing === 'documented' ? await heardAtOnce(answers, lifetime) : await heardMeanwhile(answers, lifetime);
      if (heard !== undefined) return heard ? 'show' : 'hide';
    }
    return 'missed';
  } finally {
    answers.close();
  }
}

/** The ask travels by message, so what a provider answers within its own turn is known when it arrives. */
async function heardAtOnce(answers: CardAnswers, lifetime: Lifetime): Promise<boolean | undefined> {
  let heard: boolean | undefined;
  lifetime.after(0, () => void (heard = answers.show));
  await lifetime.wait(askInterval);
  return heard;
}

async function heardMeanwhile(answers: CardAnswers, lifetime: Lifetime): Promise<boolean | undefined> {
  await lifetime.wait(askInterval);
  return answers.show;
}
