import type { ReactNode } from 'react';
import { Chat } from './next-chat.js';

/** app/layout.tsx, a server component. It reads the session and passes only the user's id, because it cannot pass functions. */
export default async function Layout({ children }: { children: ReactNode }): Promise<ReactNode> {
  const session = await readSession();
  return (
    <html lang="en">
      <body>
        <Chat userId={session?.userId ?? null}>{children}</Chat>
      </body>
    </html>
  );
}

/** Your portal's own session, from its cookie. */
declare function readSession(): Promise<{ userId: string } | null>;
