/**
 * The chat authentication settings record of the Omnichannel admin center.
 * Its authentication type is fixed: OAuth 2.0 implicit flow. (Documented: Create chat authentication settings.)
 */
export interface ChatAuthenticationSetting {
  /** The record's name, by which widgets refer to it. */
  name: string;
  owner: string;
  /** Answers with one PEM, or with the list of `kid`, `publicKey`, `expiry`. */
  publicKeyUrl: string;
  /** A dotted path on `window`, e.g. 'auth.getAuthenticationToken': called with a callback that takes the JWT. */
  javascriptClientFunction?: string;
}
