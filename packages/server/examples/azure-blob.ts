import { createKeyRing, type KeyRing } from '@lcw-auth/server';
import { createStorage } from 'unstorage';
import azureStorageBlob from 'unstorage/drivers/azure-storage-blob';

/** Creates a key ring in Azure Blob Storage. Make the container private, because its blobs contain the private keys. */
export function keyRingInBlobs(connectionString: string): KeyRing {
  return createKeyRing({ storage: createStorage({ driver: azureStorageBlob({ connectionString, containerName: 'lcw-auth-keys' }) }) });
}
