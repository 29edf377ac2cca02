import { useLiveChatAuthClient } from '@lcw-auth/react';
import { useState, type ReactNode } from 'react';

/** Shows how long the token takes. Apart from adapters, few components need the client. */
export function TokenTimer(): ReactNode {
  const client = useLiveChatAuthClient();
  const [duration, setDuration] = useState<number | null>(null);
  const measure = async () => {
    const start = performance.now();
    await client.getAuthToken({ force: true });
    setDuration(Math.round(performance.now() - start));
  };
  return (
    <p>
      <button type="button" onClick={() => void measure()}>
        Measure the token endpoint
      </button>{' '}
      <output>{duration !== null && `A token took ${duration} ms.`}</output>
    </p>
  );
}
