import type { ReactNode } from 'react';
import {
  BotSignInCard,
  LiveChatAuthProvider,
  LiveChatButton,
  LiveChatReady,
  LiveChatUnavailable,
  useAuthToken,
  useBotSso,
  useLiveChatAuth,
  useLiveChatEvent,
  type LiveChatAuthOptions,
  type WidgetScriptOptions,
} from './index.js';

/** A page with every hook and component. */
export function Portal(options: Partial<LiveChatAuthOptions> & { script?: WidgetScriptOptions }): ReactNode {
  return (
    <LiveChatAuthProvider userId={null} getAuthToken={async () => null} {...options}>
      <Status />
      <LiveChatReady fallback={<p>Chat is loading</p>}>
        <LiveChatButton />
      </LiveChatReady>
      <LiveChatUnavailable />
      <BotSignInCard onSignIn={() => {}} />
    </LiveChatAuthProvider>
  );
}

function Status() {
  const { status, userId } = useLiveChatAuth();
  const authToken = useAuthToken();
  const botSso = useBotSso();
  useLiveChatEvent('lcw:startChat', () => {});
  return <p data-testid="status">{[status, userId ?? 'no user', authToken.status, botSso.status].join(' ')}</p>;
}
