import { createTestIssuer } from '@lcw-auth/simulator';
import { dehydrate, QueryClient, QueryClientProvider, useIsFetching } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it } from 'vitest';
import { LiveChatAuthProvider, useAuthToken } from './index.js';

const Status = () => <p data-testid="status">{`${useIsFetching()} on their way, token ${useAuthToken().status}`}</p>;
const shows = (text: string) => waitFor(() => expect(screen.getByTestId('status')).toHaveTextContent(text));

it("runs on the app's own React Query, which tells of the fetch and keeps no token", async () => {
  const issuer = await createTestIssuer();
  const jwt = await issuer.sign({ sub: 'ann' });
  const queryClient = new QueryClient();
  let answer = (_token: string) => {};
  const getAuthToken = () => new Promise<string>((resolve) => (answer = resolve));
  const { unmount } = render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <LiveChatAuthProvider userId="ann" getAuthToken={getAuthToken} queryClient={queryClient}>
          <Status />
        </LiveChatAuthProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  await shows('1 on their way, token pending');
  answer(jwt);
  await shows('0 on their way, token valid');
  expect(JSON.stringify(dehydrate(queryClient, { shouldDehydrateQuery: () => true }))).not.toContain(jwt);
  unmount();
});
