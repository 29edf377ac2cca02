import * as client from 'openid-client';
import type { Customer } from '../shared/customer.js';
import { contactId } from './contact-id.js';

interface Profile {
  claims: client.IDToken;
  /** The refresh token for the next renewal. It may be a new one, because a provider may accept each refresh token only once. */
  refreshToken: string | null;
}

/**
 * Returns the user who signed in. The standard allows an id token without a name. In that case the profile is requested from
 * the provider, with a separate token if necessary, because the bot's token is for the bot only. If the provider returns no
 * profile, the claims of the id token are used.
 */
export async function readProfile(
  configuration: client.Configuration,
  tokens: client.TokenEndpointResponse,
  claims: client.IDToken,
): Promise<Profile> {
  let refreshToken = tokens.refresh_token ?? null;
  if (text(claims['name']) !== '') return { claims, refreshToken };
  try {
    const own = refreshToken === null ? tokens : await client.refreshTokenGrant(configuration, refreshToken);
    refreshToken = own.refresh_token ?? refreshToken;
    return { claims: { ...(await client.fetchUserInfo(configuration, own.access_token, claims.sub)), ...claims }, refreshToken };
  } catch {
    return { claims, refreshToken };
  }
}

/** The parts of a profile that the shop stores. */
export function customerFrom(claims: client.IDToken): Customer {
  const email = text(claims['email']);
  return {
    id: contactId(claims.iss, claims.sub),
    type: claims['customer_type'] === 'account' ? 'account' : 'contact',
    name: text(claims['name']) || text(claims['preferred_username']) || email || claims.sub,
    email,
    vip: claims['vip'] === true,
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
