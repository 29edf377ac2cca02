/**
 * The authentication type of a setting. (Documented: "OAuth 2.0 implicit flow" by default.)
 * 'oauth2' is the second type, whose client function may return an authorization code. The library does not support it, and
 * the simulated Omnichannel refuses chats of this type with an error that says so.
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
   * The dotted path of a function on `window`, e.g. 'auth.getAuthenticationToken'. The function takes a callback for the JWT.
   * Set it even when the page registers a provider. Without it a v2 widget requests no token.
   */
  javascriptClientFunction?: string;
}
