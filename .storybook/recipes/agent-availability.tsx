import { LiveChatButton } from '@lcw-auth/react';
import { useAgentAvailability } from '@lcw-auth/react/query';
import type { ReactNode } from 'react';

/** Shows the chat button only while agents are available. Needs a QueryClientProvider above. */
export function ContactUs(): ReactNode {
  const { data, isPending } = useAgentAvailability();
  if (isPending) return null;
  return data?.isAgentAvailable ? <LiveChatButton /> : <p>Our agents are offline. Write to help@contoso.example.</p>;
}
