/** The settings from the environment. All are optional. */
export interface PortalEnvironment {
  /** The port to start at. Default 5173. */
  port: number;
  /** The folder for keys and records. Default: .data in the portal's folder. */
  dataDir: string | null;
  /** An OpenID Connect provider that replaces the embedded one. */
  openIdConnect: { issuer: string; clientId: string; clientSecret: string; botAudience: string } | null;
}

const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_BOT_AUDIENCE'] as const;

/**
 * Reads the environment.
 * @throws When PORT is not a port, or when some but not all of the four variables of another identity provider are set.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): PortalEnvironment {
  const port = Number(variables['PORT'] ?? 5173);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is ${variables['PORT']}; it must be a number from 0 to 65535.`);
  const missing = names.filter((name) => !variables[name]);
  if (missing.length > 0 && missing.length < names.length) {
    throw new Error(`Set all four of ${names.join(', ')}, or none for the embedded identity provider. Missing: ${missing.join(', ')}.`);
  }
  const [issuer, clientId, clientSecret, botAudience] = names.map((name) => variables[name] ?? '');
  return {
    port,
    dataDir: variables['PORTAL_DATA'] ?? null,
    openIdConnect:
      missing.length === 0 && issuer && clientId && clientSecret && botAudience ? { issuer, clientId, clientSecret, botAudience } : null,
  };
}
