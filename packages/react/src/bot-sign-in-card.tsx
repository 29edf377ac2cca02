'use client';
import type { ReactNode } from 'react';
import { CompanionCard } from './companion-card.js';
import { english, type LiveChatMessages } from './messages.js';
import { useSignInPhase, type SignInPhase } from './use-sign-in-phase.js';

/** Props of `<BotSignInCard>`. */
export interface BotSignInCardProps {
  /**
   * Signs the user in, preferably in a popup, so that the page and its chat stay open. The card is busy while the promise is
   * pending, and shows a message when it rejects. When the user is signed in, the token is posted to the bot.
   */
  onSignIn: () => void | Promise<void>;
  /** Texts to replace. Default: English; `german` is exported. */
  messages?: Partial<LiveChatMessages> | undefined;
  /** Class of the element around the card. */
  className?: string | undefined;
}

/** Title and text of each phase. */
const textsOf: Record<Exclude<SignInPhase, 'none'>, readonly [title: keyof LiveChatMessages, text: keyof LiveChatMessages | null]> = {
  required: ['signInTitle', 'signInReason'],
  'signing-in': ['signInTitle', 'signInReason'],
  failed: ['signInTitle', 'signInFailed'],
  completing: ['signInTitle', 'completing'],
  'in-chat': ['signInTitle', 'signInInChat'],
  expired: ['expiredTitle', 'expiredReason'],
  'signed-in': ['signedIn', null],
};

/**
 * An accessible companion to the widget's sign-in card, shown while that card is on screen.
 * Styles: `@lcw-auth/react/styles.css`. After a full-page redirect the bot's card is lost, and the user has to ask the bot again.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 * @example <BotSignInCard onSignIn={() => signInWithPopup()} />
 */
export function BotSignInCard({ onSignIn, messages, className }: BotSignInCardProps): ReactNode {
  const { phase, signIn, dismiss } = useSignInPhase(onSignIn);
  if (phase === 'none') return <CompanionCard content={null} className={className} />;

  const texts = { ...english, ...messages };
  const [title, text] = textsOf[phase];
  const isBusy = phase === 'signing-in' || phase === 'completing';
  const button =
    phase === 'in-chat' || phase === 'expired' ? (
      <button key="dismiss" type="button" className="lcw-auth-button" data-quiet onClick={dismiss}>
        {texts.dismiss}
      </button>
    ) : (
      <button key="sign-in" type="button" className="lcw-auth-button" aria-disabled={isBusy} onClick={signIn}>
        {isBusy ? texts.signingIn : texts.signIn}
      </button>
    );
  return (
    <CompanionCard
      className={className}
      content={{ phase, title: texts[title], text: text ? texts[text] : undefined, isBusy, children: phase !== 'signed-in' && button }}
    />
  );
}
