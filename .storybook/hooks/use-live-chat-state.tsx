import { useLiveChatState } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** Renders again when the selected value changes, and not when a token is renewed. */
export function Badge(): ReactNode {
  const isVerified = useLiveChatState(({ widget, authToken }) => widget.status === 'ready' && authToken.status === 'valid');
  return <strong>{isVerified ? 'Verified customer' : 'Guest'}</strong>;
}
