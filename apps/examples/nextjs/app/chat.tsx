'use client';
import { fetchAuthToken, LiveChatAuthProvider, LiveChatButton, useAuthToken } from '@lcw-auth/react';
import { createLiveChatSimulator, mountWidgetUi } from '@lcw-auth/simulator';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';

const getAuthToken = fetchAuthToken('/auth/token');

export function Chat({ signedInAs }: { signedInAs: string | null }) {
  const router = useRouter();
  const conversation = useSimulatedWidget();
  async function signIn() {
    await fetch('/auth/sign-in', { method: 'POST' });
    router.refresh();
  }
  return (
    <LiveChatAuthProvider userId={signedInAs} getAuthToken={getAuthToken} signInOptional>
      {signedInAs === null && <button onClick={() => void signIn()}>Sign in</button>}
      <LiveChatButton>Start chat</LiveChatButton>
      <dl>
        <dt>Token</dt>
        <dd>
          <Token />
        </dd>
        <dt>The agent sees</dt>
        <dd>{conversation}</dd>
      </dl>
    </LiveChatAuthProvider>
  );
}

function Token() {
  return useAuthToken().status;
}

/** Replaces Microsoft's widget. A real portal passes script={{ appId, orgId, orgUrl, src }} to the provider instead. */
function useSimulatedWidget(): string {
  const [summary, setSummary] = useState('no conversation yet');
  useEffect(() => {
    const publicKeyUrl = new URL('/auth/publickey', location.href).href;
    const setting = { name: 'Contoso', owner: 'Portal team', publicKeyUrl, javascriptClientFunction: 'auth.getAuthenticationToken' };
    const simulator = createLiveChatSimulator({ setting, signInOptional: true });
    const uninstall = simulator.install();
    const unmount = mountWidgetUi(simulator, document.body);
    const unsubscribe = simulator.subscribe(() => {
      const conversation = simulator.conversations.at(-1);
      if (conversation) setSummary(`Authenticated: ${conversation.authenticated ? 'Yes' : 'No'}`);
    });
    return () => {
      unsubscribe();
      unmount();
      uninstall();
    };
  }, []);
  return summary;
}
