/** What the server noticed while it went on working. */
export interface Notice {
  code: NoticeCode;
  /** One sentence for a log. It holds no key, no token and no data of a user's. */
  message: string;
  /** What was thrown by the app's own code or by the storage, where something was. */
  cause?: unknown;
}

/** The notices there are, one code for each cause. */
export type NoticeCode =
  /** `getUser` threw; the caller got 500. */
  | 'get-user-failed'
  /** The user that `getUser` gave cannot be put into a token; the caller got 500. */
  | 'user-invalid'
  /** The key or the signer failed; the caller got 500 or 503. */
  | 'signing-failed'
  /** `sub` is no GUID, so Omnichannel cannot link the contact or account. Told once per service. */
  | 'subject-not-guid'
  /** The storage did not answer; the keys known so far are used while that is safe. */
  | 'storage-unavailable'
  /** An entry of the storage is half-written or not ours. It is skipped. */
  | 'key-entry-skipped'
  /** The key directory or a key file can be read by other users of the machine. */
  | 'keys-readable-by-others';

/** Receives notices. Default: one line on `console.warn`. */
export type OnNotice = (notice: Notice) => void;

/** The default: one line on the console, with the app's own error where there is one. */
export const noticeOnConsole: OnNotice = ({ message, cause }) => {
  const { console } = globalThis;
  if (cause === undefined) console.warn(`lcw-auth: ${message}`);
  else console.warn(`lcw-auth: ${message}`, cause);
};
