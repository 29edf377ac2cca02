import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider, LiveChatUnavailable, type WidgetScriptOptions } from '@lcw-auth/react';
import '@lcw-auth/react/styles.css';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { useSession } from './session.js';

// The four values of the widget's code snippet, from the admin center.
const script: WidgetScriptOptions = {
  appId: '<data-app-id>',
  orgId: '<data-org-id>',
  orgUrl: 'https://<org>.omnichannelengagementhub.com',
  src: 'https://oc-cdn-ocprod.azureedge.net/livechatwidget/scripts/LiveChatBootstrapper.js',
};

function Portal({ children }: { children: ReactNode }) {
  const { user, signInWithPopup, getBotToken } = useSession();
  return (
    <LiveChatAuthProvider
      script={script}
      userId={user && user.id}
      getAuthToken={fetchAuthToken('/auth/token')}
      botSso={{ getToken: getBotToken }}
    >
      {children}
      <BotSignInCard onSignIn={signInWithPopup} />
      <LiveChatUnavailable>Call us: 555-0100</LiveChatUnavailable>
    </LiveChatAuthProvider>
  );
}

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <Portal>
      <h1>Contoso Outdoor</h1>
    </Portal>
  </StrictMode>,
);
