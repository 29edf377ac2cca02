import { QueryClient, QueryClientProvider, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchToken, registerWhenReady, root } from './page.js';

const queryClient = new QueryClient();
const almostExpired = 14 * 60_000;
const token = queryOptions({ queryKey: ['token'], queryFn: fetchToken, staleTime: almostExpired, refetchInterval: almostExpired });

function Shop() {
  const { status } = useQuery(token);
  useEffect(() => registerWhenReady((callback) => void queryClient.fetchQuery(token).then(callback, () => callback(null))), []);
  return <p>Shop {status}</p>;
}

createRoot(root()).render(
  <QueryClientProvider client={queryClient}>
    <Shop />
  </QueryClientProvider>,
);
