import type { QueryClient } from '@tanstack/query-core';

/** How it ended: the answer, or what was thrown. */
type End<Answer> = { answer: Answer } | { error: unknown };

/** One query of its own on a client, which may be the app's. */
export interface OneQuery {
  /** Asks once. Never rejects. The client caches that it is done, never the answer. */
  fetch<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<End<Answer>>;
  /** Aborts the signal. */
  cancel(): void;
}

export function createOneQuery(client: QueryClient): OneQuery {
  const queryKey = ['lcw-auth', Math.random()];
  return {
    async fetch<Answer>(ask: (signal: AbortSignal) => Promise<Answer>) {
      let end: End<Answer> = { error: null };
      try {
        await client.fetchQuery({
          queryKey,
          queryFn: async ({ signal }) => {
            end = { answer: await ask(signal) };
            return true;
          },
          retry: false,
          // Offline is the endpoint's answer to give: paused before it started, a fetch would never meet its deadline.
          networkMode: 'always',
          staleTime: 0,
          gcTime: 0,
        });
        return end;
      } catch (error) {
        return { error };
      }
    },
    cancel: () => void client.cancelQueries({ queryKey }, { silent: true }),
  };
}
