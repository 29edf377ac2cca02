import { fetchAuthToken, type LiveChatAuthEvent, type SignInRequest } from '@lcw-auth/core';
import { LiveChatAuthProvider } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import type { DemoSettings } from '../demo/demo-settings.js';
import { stepOf } from '../demo/library-steps.js';
import { timeline } from '../demo/timeline-store.js';
import { getBotToken } from './bot-token.js';

const getAuthToken = fetchAuthToken('/auth/token');

/** The bot token service is the portal's own server, so its host is allowed besides Microsoft's. */
const botSso = {
  getToken: ({ signal }: { signal: AbortSignal }) => getBotToken(signal),
  allowedHosts: [location.host],
};

const report = (event: LiveChatAuthEvent): void => {
  const step = stepOf(event);
  if (step) timeline.add(step);
};

interface ChatProviderProps {
  customer: Customer | null;
  settings: DemoSettings;
  /** The chat or its bot would like to know who it is. The shop offers to sign in, and lets the chat go on meanwhile. */
  onSignInNeeded: (reason: SignInRequest['reason']) => void;
  children: ReactNode;
}

/** Connects the chat to whoever is signed in. This is all that a portal has to do. */
export function ChatProvider({ customer, settings, onSignInNeeded, children }: ChatProviderProps): ReactNode {
  return (
    <LiveChatAuthProvider
      userId={customer?.id ?? null}
      getAuthToken={getAuthToken}
      botSso={botSso}
      clientFunction="auth.getAuthenticationToken"
      signInOptional
      // Async, so that the chat goes on as soon as the offer is made: without a promise it would wait for the sign-in.
      onSignInNeeded={async ({ reason }) => onSignInNeeded(reason)}
      readyTimeout={settings.readyTimeout ?? undefined}
      onEvent={report}
    >
      {children}
    </LiveChatAuthProvider>
  );
}
