import * as client from 'openid-client';
import { customerFrom, readProfile } from './profile.js';
import type { Identity, PortalSession } from './sessions.js';

/** The functions of an OpenID Connect provider that the portal needs. */
export interface OpenIdConnect {
  /** Returns the URL of the sign-in, and stores its state in the session. */
  startSignIn(session: PortalSession, language: string | null): Promise<URL>;
  /** Returns the user who signed in. Rejects when this session did not start the sign-in, or when the provider refuses. */
  finishSignIn(session: PortalSession, currentUrl: URL): Promise<Identity>;
  /** Returns the URL that ends the provider's session; null when the provider has no such URL. */
  signOutUrl(identity: Identity, language: string | null): Promise<URL | null>;
  /** Returns the bot's token, and renews it one minute before it expires; null when no token is available. */
  botToken(identity: Identity): Promise<Identity['botToken']>;
  /** Returns the URL of the provider's keys, and the issuer in its tokens. */
  keys(): Promise<{ jwksUrl: URL; issuer: string }>;
}

export interface OpenIdConnectOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
  botAudience: string;
  /** The portal's origin. */
  portal: string;
  /** Default: the scopes that every provider supports, and offline_access, which is needed to renew the bot's token. */
  scope?: string;
  /** Default 'consent', because a provider ignores offline_access without it (OpenID Connect Core, section 11). */
  prompt?: string;
}

const signInLifetime = 15 * 60_000; // ms
const maxSignIns = 20;
const renewAhead = 60_000; // ms

/** The portal as the provider's client: authorization code flow with PKCE, state and nonce. */
export function createOpenIdConnect(options: OpenIdConnectOptions): OpenIdConnect {
  let discovered: Promise<client.Configuration> | null = null;
  const configuration = (): Promise<client.Configuration> => {
    discovered ??= discover(options).catch((error: unknown) => {
      discovered = null;
      throw error;
    });
    return discovered;
  };
  // RFC 8707 calls the parameter `resource`, and some providers call it `audience`. Most providers ignore the other name.
  const forBot = { resource: options.botAudience, audience: options.botAudience };
  // A refresh token may be valid for one use only, so simultaneous requests of several tabs share one renewal.
  const renewals = new WeakMap<Identity, Promise<Identity['botToken']>>();
  const renew = async (identity: Identity): Promise<Identity['botToken']> => {
    if (!identity.refreshToken) return null;
    try {
      const tokens = await client.refreshTokenGrant(await configuration(), identity.refreshToken, forBot);
      identity.refreshToken = tokens.refresh_token ?? identity.refreshToken;
      identity.botToken = botTokenFrom(tokens);
    } catch {
      identity.botToken = null;
    }
    return identity.botToken;
  };
  const redirectUri = `${options.portal}/auth/callback`;

  return {
    async startSignIn(session, language) {
      const config = await configuration();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const codeVerifier = client.randomPKCECodeVerifier();
      forgetOldSignIns(session);
      session.signIns.set(state, { nonce, codeVerifier, startedAt: Date.now() });
      return client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: options.scope ?? 'openid profile email offline_access',
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        prompt: options.prompt ?? 'consent',
        ...(language ? { ui_locales: language } : {}),
        ...forBot,
      });
    },

    async finishSignIn(session, currentUrl) {
      const state = currentUrl.searchParams.get('state') ?? '';
      const signIn = session.signIns.get(state);
      session.signIns.delete(state);
      if (!signIn || signIn.startedAt < Date.now() - signInLifetime) throw new Error('This session did not start this sign-in.');
      const config = await configuration();
      const tokens = await client.authorizationCodeGrant(
        config,
        currentUrl,
        { pkceCodeVerifier: signIn.codeVerifier, expectedState: state, expectedNonce: signIn.nonce, idTokenExpected: true },
        forBot,
      );
      const claims = tokens.claims();
      if (!claims || !tokens.id_token) throw new Error('The identity provider sent no id token.');
      const profile = await readProfile(config, tokens, claims);
      return {
        customer: customerFrom(profile.claims),
        idToken: tokens.id_token,
        botToken: botTokenFrom(tokens),
        refreshToken: profile.refreshToken,
      };
    },

    async signOutUrl(identity, language) {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return null;
      return client.buildEndSessionUrl(config, {
        id_token_hint: identity.idToken,
        post_logout_redirect_uri: `${options.portal}/auth/signed-out`,
        ...(language ? { ui_locales: language } : {}),
      });
    },

    async botToken(identity) {
      if (identity.botToken && identity.botToken.expiresAt - renewAhead > Date.now()) return identity.botToken;
      const renewal = renewals.get(identity) ?? renew(identity).finally(() => renewals.delete(identity));
      renewals.set(identity, renewal);
      return renewal;
    },

    async keys() {
      const { jwks_uri: jwksUri, issuer } = (await configuration()).serverMetadata();
      if (!jwksUri) throw new Error('The identity provider publishes no keys.');
      return { jwksUrl: new URL(jwksUri), issuer };
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OpenIdConnectOptions): Promise<client.Configuration> {
  const url = new URL(issuer);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return client.discovery(
    url,
    clientId,
    clientSecret,
    authenticate(clientSecret),
    loopback ? { execute: [client.allowInsecureRequests] } : {},
  );
}

/** Authenticates with HTTP Basic, the default of the standard, when the provider supports it; otherwise in the body. */
function authenticate(clientSecret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)];
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, ...request);
  };
}

function forgetOldSignIns(session: PortalSession): void {
  for (const [state, { startedAt }] of session.signIns) {
    if (session.signIns.size >= maxSignIns || startedAt < Date.now() - signInLifetime) session.signIns.delete(state);
  }
}

function botTokenFrom(tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers): Identity['botToken'] {
  return { token: tokens.access_token, expiresAt: Date.now() + (tokens.expiresIn() ?? 300) * 1000 };
}
