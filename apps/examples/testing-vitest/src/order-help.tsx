import { useBotSso, useLiveChatAuth } from '@lcw-auth/react';

/** A part of a shop that offers help with an order. */
export function OrderHelp() {
  const { isReady, startChat } = useLiveChatAuth();
  const { isSignInCardVisible } = useBotSso();
  return (
    <section>
      <button type="button" disabled={!isReady} onClick={() => void startChat()}>
        Ask about your order
      </button>
      {isSignInCardVisible && <p>Please sign in in the chat, then come back here.</p>}
    </section>
  );
}
