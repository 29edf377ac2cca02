/** The identity while the session is known. */
export type KnownIdentity =
  | { status: 'anonymous' }
  | { status: 'signed-in'; userId: string }
  /** The app still passes this `userId`, but the user signed out with `signOut()` or in another tab. */
  | { status: 'signed-out'; userId: string; by: 'app' | 'other-tab' };

/** The identity of the current user. No other state in the core stores it. */
export type Identity =
  | KnownIdentity
  /** The portal's session is loading. `previous` is the last known identity while it may still be valid. */
  | { status: 'unknown'; previous: KnownIdentity | null };

export type IdentityEvent =
  /** The app passed the option `userId`: null for no user, undefined for an unknown user. */
  | { type: 'user-named'; userId: string | null | undefined }
  /** The app called `signOut()`. */
  | { type: 'signed-out-here' }
  /** Another tab reported that this user signed out or signed in. */
  | { type: 'signed-out-elsewhere'; userId: string }
  | { type: 'signed-in-elsewhere'; userId: string }
  /** The app called `retry()`, which ends a sign-out. */
  | { type: 'retried' }
  /** The session has been unknown for so long that the previous user counts as gone. */
  | { type: 'unknown-expired' };

/** Returns the identity after the event: the same object when nothing changes. */
export function nextIdentity(identity: Identity, event: IdentityEvent): Identity {
  if (event.type === 'user-named') return afterNaming(identity, event.userId);
  if (identity.status === 'unknown') {
    if (identity.previous === null) return identity;
    // The other events change the last known identity, which may become valid again.
    const previous = event.type === 'unknown-expired' ? null : nextKnown(identity.previous, event);
    return previous === identity.previous ? identity : { status: 'unknown', previous };
  }
  return nextKnown(identity, event);
}

function afterNaming(identity: Identity, userId: string | null | undefined): Identity {
  if (userId === undefined) return identity.status === 'unknown' ? identity : { status: 'unknown', previous: identity };
  const known = identity.status === 'unknown' ? identity.previous : identity;
  if (known !== null && namedUserId(known) === userId) return known;
  return userId === null ? { status: 'anonymous' } : { status: 'signed-in', userId };
}

function nextKnown(identity: KnownIdentity, event: IdentityEvent): KnownIdentity {
  if (identity.status === 'anonymous') return identity;
  const { userId } = identity;
  switch (event.type) {
    case 'signed-out-here':
      // The app's own sign-out is final: another tab's sign-in does not end it.
      return identity.status === 'signed-out' && identity.by === 'app' ? identity : { status: 'signed-out', userId, by: 'app' };
    case 'signed-out-elsewhere':
      return identity.status === 'signed-in' && event.userId === userId ? { status: 'signed-out', userId, by: 'other-tab' } : identity;
    case 'signed-in-elsewhere':
      return identity.status === 'signed-out' && identity.by === 'other-tab' && event.userId === userId
        ? { status: 'signed-in', userId }
        : identity;
    case 'retried':
      return identity.status === 'signed-out' ? { status: 'signed-in', userId } : identity;
    default:
      return identity;
  }
}

/** The user of the app's option `userId`: null for no user, undefined while unknown. */
export function namedUserId(identity: Identity): string | null | undefined {
  if (identity.status === 'unknown') return undefined;
  return identity.status === 'anonymous' ? null : identity.userId;
}

/** The user whose token the widget may receive now; null for none. */
export const activeUserId = (identity: Identity): string | null => (identity.status === 'signed-in' ? identity.userId : null);

/** Whether a user is signed in now; unknown while the session is loading. */
export function sessionOf({ status }: Identity): 'signed-in' | 'signed-out' | 'unknown' {
  return status === 'anonymous' ? 'signed-out' : status;
}

/** The user whose token and chat are kept: the active user, or the previous user while the session is unknown. */
export function keptUserId(identity: Identity): string | null {
  return activeUserId(identity.status === 'unknown' ? (identity.previous ?? { status: 'anonymous' }) : identity);
}

/** Why the kept user is gone, given the identity afterwards. */
export function causeOfLeaving(after: Identity): 'app' | 'other-tab' | 'session-unknown' {
  const known = after.status === 'unknown' ? after.previous : after;
  if (known === null) return 'session-unknown';
  return known.status === 'signed-out' ? known.by : 'app';
}
