'use client';
import { useId, useRef, type ReactNode } from 'react';
import { english, type LiveChatMessages } from './messages.js';
import { useKeptFocus } from './use-kept-focus.js';
import { useSignInPhase, type SignInPhase } from './use-sign-in-phase.js';

/** Props of `<BotSignInCard>`. */
export interface BotSignInCardProps {
  /**
   * Signs the person in, best in a popup, so that the page and its chat live on. While its promise is pending the card is
   * busy; when it rejects, the card says so. As soon as somebody is signed in, the token is posted to the bot.
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
 * An accessible companion to the widget's sign-in card, shown while that is on screen. It never takes the focus: it is
 * announced politely, and gives the focus a place to stay when what held it goes.
 * Styles: `@lcw-auth/react/styles.css`. After a full-page redirect the bot's card is lost; then the person asks again.
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
      {/* Here before it has anything to say, or it would not be heard. */}
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
