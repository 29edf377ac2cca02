import { useBotSso } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** A sign-in while the bot's card is on screen completes the card. The component calls nothing. */
export function AssistantHint({ signIn }: { signIn: () => Promise<void> }): ReactNode {
  const { isSignInCardVisible, status, error } = useBotSso();
  if (error) return <p role="alert">The assistant could not sign you in ({error.code}).</p>;
  if (!isSignInCardVisible) return <p>{status === 'signed-in' ? 'The assistant knows who you are.' : 'Ask the assistant.'}</p>;
  return (
    <p>
      The assistant needs you to sign in.{' '}
      <button type="button" onClick={() => void signIn()}>
        Sign in to continue
      </button>
    </p>
  );
}
