import { useBotSso } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** Who signs in while the bot's card is on screen completes it: nothing has to be called. */
export function AssistantHint({ signIn }: { signIn: () => Promise<void> }): ReactNode {
  const { isSignInCardVisible, status, error } = useBotSso();
  if (error) return <p role="alert">The assistant could not be told who you are ({error.code}).</p>;
  if (!isSignInCardVisible) return <p>{status === 'signed-in' ? 'The assistant knows who you are.' : 'Ask the assistant.'}</p>;
  return (
    <p>
      The assistant has to know who you are.{' '}
      <button type="button" onClick={() => void signIn()}>
        Sign in to go on
      </button>
    </p>
  );
}
