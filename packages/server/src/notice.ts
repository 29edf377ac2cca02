/** Something that went wrong while the server continued to work. */
export interface Notice {
  /** The stable name of what happened. */
  code: NoticeCode;
  /** One or two sentences for a log. They contain no key, no token and no data of a user. */
  message: string;
  /** The error that the app's own code or the storage threw, if there was one. */
  cause?: unknown;
}

/** The codes of notices, one for each cause. */
export type NoticeCode =
  /** `getUser` threw an error. The caller got 500. */
  | 'get-user-failed'
  /** `getUser` did not settle within `getUserTimeout`. The caller got 503. */
  | 'get-user-timeout'
  /** The user that `getUser` returned cannot be put into a token. The caller got 500. */
  | 'user-invalid'
  /** The key or the signer failed. The caller got 500 or 503. */
  | 'signing-failed'
  /** `sub` is not a GUID, so Omnichannel cannot link the contact or account. Reported once per service. */
  | 'subject-not-guid'
  /** The storage failed or did not answer. The known keys are used while that is safe. */
  | 'storage-unavailable'
  /** An entry of the storage cannot be used and is skipped. */
  | 'key-entry-skipped'
  /** A key was created while a clock was more than ten minutes ahead. */
  | 'key-misdated'
  /** Other users of the machine can read the key folder or a key file. */
  | 'keys-readable-by-others';

/** Receives notices. Its result is ignored and its errors are caught. Default: one line on `console.warn`. */
export type OnNotice = (notice: Notice) => unknown;

/** Returns an `onNotice` that never throws. When the app's own function throws, the notice goes to the console. */
export function safeNotice(onNotice: OnNotice = writeOnConsole): OnNotice {
  return (notice) => {
    try {
      Promise.resolve(onNotice(notice)).catch(() => tryConsole(notice));
    } catch {
      tryConsole(notice);
    }
  };
}

function writeOnConsole({ message, cause }: Notice): void {
  const { console } = globalThis;
  if (cause === undefined) console.warn(`lcw-auth: ${message}`);
  else console.warn(`lcw-auth: ${message}`, cause);
}

function tryConsole(notice: Notice): void {
  try {
    writeOnConsole(notice);
  } catch {
    // The console failed too, so the notice is lost.
  }
}
