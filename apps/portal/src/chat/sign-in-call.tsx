import { BotSignInCard } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import { useLanguage } from '../messages/language.js';
import { signIn } from '../session/sign-in-window.js';

/** The shop's own text and button to sign in. They are visible while the bot's card is on screen. */
export function SignInCall(): ReactNode {
  const { language, messages } = useLanguage();
  return (
    <div className="sign-in-call">
      <BotSignInCard onSignIn={() => signIn(language)} messages={messages.components} />
    </div>
  );
}
