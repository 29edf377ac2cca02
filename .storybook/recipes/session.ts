import type { BotSsoOptions } from '@lcw-auth/react';

/** What the recipes take from your portal: who is signed in, how to sign in, and the bot's token. */
export interface Session {
  user: { id: string } | null;
  signInWithPopup: () => Promise<void>;
  getBotToken: BotSsoOptions['getToken'];
}

/** Your portal's own hook. */
export declare function useSession(): Session;
