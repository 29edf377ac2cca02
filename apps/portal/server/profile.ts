import * as client from 'openid-client';
import type { Customer } from '../shared/customer.js';
import { contactId } from './contact-id.js';

interface Profile {
  claims: client.IDToken;
  /** The refresh token to use from now on: a provider may take each one once. */
  refreshToken: string | null;
}

/**
 * Who signed in. Where the id token says no name, as the standard allows, the provider is asked; its own answer may need a
 * token of its own, since the bot's is for the bot alone. A provider that does not tell leaves the id token's claims.
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

/** What the shop keeps of a profile. */
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
