'use client';
import { useId, useRef, type ReactNode } from 'react';
import { english, type LiveChatMessages } from './messages.js';
import { useKeptFocus } from './use-kept-focus.js';
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
 * An accessible companion to the widget's sign-in card, shown while that card is on screen. It is announced politely and never
 * takes the focus. When its focused button is removed, the focus stays in place.
 * Styles: `@lcw-auth/react/styles.css`. After a full-page redirect the bot's card is lost, and the user has to ask the bot again.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 * @example <BotSignInCard onSignIn={() => signInWithPopup()} />
 */
export function BotSignInCard({ onSignIn, messages, className = '' }: BotSignInCardProps): ReactNode {
  const { phase, signIn, dismiss } = useSignInPhase(onSignIn);
  const region = useRef<HTMLDivElement>(null);
  const keptFocus = useKeptFocus(region);
  const titleId = useId();

  const texts = { ...english, ...messages };
  const [title, text] = phase === 'none' ? [] : textsOf[phase];
  const isBusy = phase === 'signing-in' || phase === 'completing';
  const isOver = phase === 'in-chat' || phase === 'expired';

  return (
    <div ref={region} tabIndex={-1} className={`lcw-auth-region ${className}`} {...keptFocus}>
      {/* Screen readers announce only changes of a region that was on the page before. */}
      <output className="lcw-auth-hidden">{title && [texts[title], text && texts[text]].filter(Boolean).join(' ')}</output>
      {title && (
        <section className="lcw-auth-card" data-phase={phase} aria-labelledby={titleId} aria-busy={isBusy}>
          <div className="lcw-auth-card-texts">
            <p id={titleId} className="lcw-auth-card-title">
              {texts[title]}
            </p>
            {text && <p className="lcw-auth-card-text">{texts[text]}</p>}
          </div>
          {isOver ? (
            <button key="dismiss" type="button" className="lcw-auth-button" data-quiet onClick={dismiss}>
              {texts.dismiss}
            </button>
          ) : (
            phase !== 'signed-in' && (
              <button key="sign-in" type="button" className="lcw-auth-button" aria-disabled={isBusy} onClick={signIn}>
                {isBusy ? texts.signingIn : texts.signIn}
              </button>
            )
          )}
        </section>
      )}
    </div>
  );
}
