import { fetchAuthToken, type LiveChatAuthEvent, type SignInRequest } from '@lcw-auth/core';
import { LiveChatAuthProvider } from '@lcw-auth/react';
import { useMemo, type ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import type { DemoSettings } from '../demo/demo-settings.js';
import { stepOf } from '../demo/library-steps.js';
import { timeline } from '../demo/timeline-store.js';
import { getBotToken } from './bot-token.js';
import { libraryCardWait } from './card-wait.js';

const getAuthToken = fetchAuthToken('/auth/token');

/** The bot token service is the portal's own server, so its host is allowed in addition to Microsoft's. */
const botSso = {
  getToken: ({ signal }: { signal: AbortSignal }) => getBotToken(signal),
  allowedHosts: [location.host],
};

const report = (event: LiveChatAuthEvent): void => {
  const step = stepOf(event);
  if (step) timeline.add(step);
};

interface ChatProviderProps {
  /** Undefined while the session is loading: the widget's requests then wait. */
  customer: Customer | null | undefined;
  settings: DemoSettings;
  /** Called when the chat or its bot needs a signed-in customer. The shop offers a sign-in, and the chat does not wait for it. */
  onSignInNeeded: (reason: SignInRequest['reason']) => void;
  children: ReactNode;
}

/** Connects the chat to the signed-in customer. This is all the code that a portal needs. */
export function ChatProvider({ customer, settings, onSignInNeeded, children }: ChatProviderProps): ReactNode {
  const bot = useMemo(() => ({ ...botSso, ...libraryCardWait(settings.cardWait) }), [settings.cardWait]);
  return (
    <LiveChatAuthProvider
      userId={customer && customer.id}
      getAuthToken={getAuthToken}
      botSso={bot}
      signInOptional
      // The async function resolves immediately. With a function that returns nothing, the chat would wait for the sign-in.
      onSignInNeeded={async ({ reason }) => onSignInNeeded(reason)}
      readyTimeout={settings.readyTimeout ?? undefined}
      onEvent={report}
    >
      {children}
    </LiveChatAuthProvider>
  );
}
