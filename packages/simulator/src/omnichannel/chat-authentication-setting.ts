/**
 * The authentication type of a setting. (Documented: "OAuth 2.0 implicit flow" by default.)
 * 'oauth2' is the second type, whose client function may return an authorization code. It is out of the library's scope, and
 * the simulated Omnichannel refuses its chats with an error that says so.
 */
export type AuthenticationType = 'oauth2-implicit-flow' | 'oauth2';

/** The chat authentication settings record of the Omnichannel admin center. (Documented: "Create chat authentication settings".) */
export interface ChatAuthenticationSetting {
  /** The record's name, by which widgets refer to it. */
  name: string;
  /** The user or team that owns the record. */
  owner: string;
  /** Default 'oauth2-implicit-flow'. */
  type?: AuthenticationType;
  /** The URL that answers with one PEM, or with the list of `kid`, `publicKey` and `expiry`. */
  publicKeyUrl: string;
  /**
   * A dotted path on `window`, e.g. 'auth.getAuthenticationToken': a function that takes a callback for the JWT.
   * Fill it in also where the page registers a provider: without it a v2 widget requests no token.
   */
  javascriptClientFunction?: string;
}
