import { ignoreErrors } from '../foreign-code.js';
import type { AuthTokenRoute, Emit } from '../events.js';
import { activeUserId, keptUserId } from '../identity/identity.js';
import type { IdentityStore } from '../identity/identity-store.js';
import type { LiveChatAuthOptions } from '../options.js';
import type { SignIn } from '../sign-in/sign-in.js';
import { tokenTimeout, withTimeLimit } from '../time-limits.js';
import type { AuthTokenCallback } from '../widget/sdk.js';
import type { AuthToken } from './auth-token.js';

interface RespondDependencies {
  options(): LiveChatAuthOptions;
  identity: IdentityStore;
  token: AuthToken;
  signIn: SignIn;
  emit: Emit;
  /** True while the widget ends the chat of a user who has left. What it requests then is not for the new user. */
  isEndingChat(): boolean;
  /** Aborts when the client disconnects. */
  connection(): AbortSignal;
  onRequest(): void;
  onResponse(answer: 'token' | 'null'): void;
}

/**
 * Responds to one token request of the widget. Calls the callback exactly once: synchronously when a valid token is
 * held, otherwise within `tokenTimeout`.
 */
export type Respond = (callback: AuthTokenCallback, route: AuthTokenRoute) => void | Promise<void>;

export function createRespond(dependencies: RespondDependencies): Respond {
  const { options, identity, token, signIn, emit, isEndingChat, connection, onRequest, onResponse } = dependencies;

  function respond(callback: AuthTokenCallback, jwt: string | null, route: AuthTokenRoute, requestedAt: number) {
    const answer = jwt === null ? 'null' : 'token';
    // Report the response before the callback, because the widget may raise an error inside it, and the app may then change the user.
    onResponse(answer);
    ignoreErrors(() => callback(jwt));
    emit({ type: 'token-responded', route, answer, afterMs: Math.round(performance.now() - requestedAt) });
  }

  /** Waits until a token is held, or until it is certain that no token will arrive. */
  async function waitForToken(signal: AbortSignal, mayReceive: () => boolean): Promise<void> {
    if (identity.get().status === 'unknown') await identity.whenKnown(signal);
    const userId = activeUserId(identity.get());
    const jwt = mayReceive() ? await token.get('widget', { signal }) : null;
    const isSignedOut = jwt === null && userId === activeUserId(identity.get()) && token.isSignedOut();
    if (signal.aborted || !isSignedOut || !mayReceive() || !signIn.isPossible()) return;
    await signIn.request('chat');
    await identity.whenKnown(signal);
    if (mayReceive()) await token.get('widget', { signal });
  }

  return (callback, route) => {
    const requestedAt = performance.now();
    const requestedBy = keptUserId(identity.get());
    emit({ type: 'token-requested', route });
    onRequest();
    const jwt = isEndingChat() ? null : token.peek();
    if (jwt !== null || isEndingChat()) return respond(callback, jwt, route, requestedAt);
    // The user may sign in while we wait, but the token must never go to a different user.
    const mayReceive = () => requestedBy === null || requestedBy === keptUserId(identity.get());
    const wait = (signal: AbortSignal) => waitForToken(signal, mayReceive);
    return (
      withTimeLimit(tokenTimeout(options()), connection(), () => new Error(), wait)
        .catch(() => {})
        // Read the token immediately before the callback, because the user may have left in the last microtask.
        .then(() => respond(callback, mayReceive() ? token.peek() : null, route, requestedAt))
    );
  };
}
