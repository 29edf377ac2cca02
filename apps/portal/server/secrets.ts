import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** The secrets of the portal and of its identity provider, created at the first start: folder 0700, files 0600. */
export interface Secrets {
  /** Encrypts the session cookie. */
  sessionPassword: string;
  /** The client secret for the embedded identity provider. */
  clientSecret: string;
  /** The private key with which the embedded identity provider signs. */
  identityKey: JWK;
}

/** Reads the secrets of a data folder, and creates missing ones. */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const folder = join(dataDir, 'secrets');
  return {
    sessionPassword: await secret(join(folder, 'session-password'), randomText),
    clientSecret: await secret(join(folder, 'client-secret'), randomText),
    identityKey: JSON.parse(await secret(join(folder, 'identity-key.json'), privateKey)) as JWK,
  };
}

async function secret(path: string, make: () => string | Promise<string>): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const made = await make();
  await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  return made;
}

const randomText = (): string => randomBytes(32).toString('base64url');

async function privateKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' });
}
