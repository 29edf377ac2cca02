'use client';
import { fetchAuthToken, fetchBotToken, LiveChatAuthProvider, type WidgetScriptOptions } from '@lcw-auth/react';
import type { ReactNode } from 'react';

const getAuthToken = fetchAuthToken('/auth/token');
const botSso = { getToken: fetchBotToken('/auth/bot-token') };

// The four values of the widget's code snippet, from the admin center.
const script: WidgetScriptOptions = {
  appId: '<data-app-id>',
  orgId: '<data-org-id>',
  orgUrl: 'https://<org>.omnichannelengagementhub.com',
  src: 'https://oc-cdn-ocprod.azureedge.net/livechatwidget/scripts/LiveChatBootstrapper.js',
};

/** app/chat.tsx, a client component. The functions are created here, because a server component cannot pass them. */
export function Chat({ userId, children }: { userId: string | null; children: ReactNode }): ReactNode {
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={getAuthToken} botSso={botSso} script={script}>
      {children}
    </LiveChatAuthProvider>
  );
}
