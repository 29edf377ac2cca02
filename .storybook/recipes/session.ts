import type { BotSsoOptions } from '@lcw-auth/react';

/** The parts of your portal that the recipes use: the user, the sign-in, and the bot's token. */
export interface Session {
  /** null: no user is signed in. undefined: the session is still loading. */
  user: { id: string } | null | undefined;
  signInWithPopup: () => Promise<void>;
  getBotToken: BotSsoOptions['getToken'];
}

/** Your portal's own hook. */
export declare function useSession(): Session;
