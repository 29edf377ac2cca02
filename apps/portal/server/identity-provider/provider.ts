import type { JWK } from 'jose';
import type { Configuration, Provider as OidcProvider } from 'oidc-provider';
import { namedCustomers } from './customers.js';
import { createMemory } from './memory.js';
import { Provider } from './oidc-provider.js';
import { errorPage, signOutPage } from './pages.js';

/** Options of the embedded identity provider. */
export interface ProviderOptions {
  /** The provider's origin. */
  issuer: string;
  /** The portal's origin. */
  portal: string;
  clientId: string;
  clientSecret: string;
  /** The resource that the bot's token is for. */
  botAudience: string;
  /** The private key with which the provider signs. */
  key: JWK;
  /** Keys that encrypt the provider's cookies. */
  cookieSecret: string;
}

const minute = 60;
const hour = 60 * minute;

/** A real OpenID Connect provider with one client, the portal, and a few named customers. */
export function createProvider(options: ProviderOptions): OidcProvider {
  const configuration: Configuration = {
    adapter: createMemory(),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        client_name: 'Halden Coffee',
        redirect_uris: [`${options.portal}/auth/callback`],
        post_logout_redirect_uris: [`${options.portal}/auth/signed-out`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [options.key] },
    cookies: {
      keys: [options.cookieSecret],
      long: { httpOnly: true, sameSite: 'lax', overwrite: true },
      short: { httpOnly: true, sameSite: 'lax', overwrite: true },
    },
    claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], email: ['email'], customer: ['customer_type', 'vip'] },
    scopes: ['openid'],
    // The portal reads the customer from the id token, because its access token is for the bot and not for userinfo.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, subject) => {
      const customer = namedCustomers.find((each) => each.id === subject);
      if (!customer) return undefined;
      return {
        accountId: subject,
        claims: () => ({
          sub: customer.id,
          name: customer.name,
          given_name: customer.givenName,
          family_name: customer.familyName,
          email: customer.email,
          customer_type: customer.type,
          vip: customer.vip,
        }),
      };
    },
    // The portal is the provider's own client, so it does not ask for consent.
    async loadExistingGrant(context) {
      const { client, session, params, provider } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const existing = session.grantIdFor(client.clientId);
      const grant =
        (existing && (await provider.Grant.find(existing))) ||
        new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : 'openid');
      grant.addResourceScope(options.botAudience, botScope);
      await grant.save();
      return grant;
    },
    // Without offline_access, the user need not consent. A refresh token is then valid as long as the provider's own session.
    issueRefreshToken: (_context, client) => Promise.resolve(client.grantTypeAllowed('refresh_token')),
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== options.botAudience) throw new Error('The resource is unknown.');
          return {
            scope: botScope,
            audience: options.botAudience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: 10 * minute,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
        useGrantedResource: () => true,
      },
      rpInitiatedLogout: { enabled: true, logoutSource: signOutPage },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    renderError: errorPage,
    ttl: {
      Session: 8 * hour,
      Grant: 8 * hour,
      RefreshToken: 8 * hour,
      Interaction: 15 * minute,
      IdToken: hour,
      AuthorizationCode: minute,
      AccessToken: 10 * minute,
    },
  };
  return new Provider(options.issuer, configuration);
}

const botScope = 'bot.sign-in';
