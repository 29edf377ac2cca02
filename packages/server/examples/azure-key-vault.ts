import type { CryptographyClient, KeyVaultKey } from '@azure/keyvault-keys';
import { createFixedKeyRing, type KeyRing, type Signer } from '@lcw-auth/server';

/**
 * Returns a signer whose private key never leaves Azure Key Vault.
 * @param client `new CryptographyClient(vaultKey, credential)`.
 * @param vaultKey `await new KeyClient(vaultUrl, credential).getKey('live-chat')`.
 */
export async function signerInVault(client: Pick<CryptographyClient, 'signData'>, vaultKey: KeyVaultKey): Promise<Signer> {
  return {
    kid: vaultKey.properties.version ?? vaultKey.name,
    publicKey: await publicPem(vaultKey),
    sign: async (bytes) => (await client.signData('RS256', bytes)).result,
  };
}

/**
 * Creates a key ring in which the current version of the key signs. The previous version stays published until its last tokens have
 * expired.
 */
export function keyRingInVault(current: Signer, previous?: Signer): KeyRing {
  return createFixedKeyRing({ keys: [current, previous] });
}

async function publicPem({ key }: KeyVaultKey): Promise<string> {
  const base64url = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('base64url');
  const jwk = { kty: 'RSA', n: base64url(key?.n), e: base64url(key?.e) };
  const imported = await crypto.subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify']);
  const der = Buffer.from(await crypto.subtle.exportKey('spki', imported)).toString('base64');
  return `-----BEGIN PUBLIC KEY-----\n${der.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END PUBLIC KEY-----\n`;
}
