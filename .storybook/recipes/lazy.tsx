import '@lcw-auth/core/early';
import { lazy, Suspense, type ReactNode } from 'react';

// next-auth.tsx represents your own file that renders <LiveChatAuthProvider>. The bundler puts that file and the library into a chunk.
const Chat = lazy(async () => ({ default: (await import('./next-auth.js')).Chat }));

/**
 * Loads the library after the page. Everything that uses its hooks is inside `Chat`, and the rest of the page renders immediately.
 * `@lcw-auth/core/early` stays in the first chunk: it remembers `lcw:ready` until the library has loaded.
 */
export function Portal({
  session,
  page,
  help,
}: {
  session: Parameters<typeof Chat>[0]['session'];
  page: ReactNode;
  help: ReactNode;
}): ReactNode {
  return (
    <>
      {page}
      <Suspense fallback={null}>
        <Chat session={session}>{help}</Chat>
      </Suspense>
    </>
  );
}
