import { createHash } from 'node:crypto';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Returns the GUID of the contact for a subject: the subject itself when it is a GUID, otherwise a name-based GUID
 * (RFC 9562, version 5), so that the same user of the same provider is always the same contact.
 */
export function contactId(issuer: string, subject: string): string {
  if (guid.test(subject)) return subject.toLowerCase();
  const bytes = createHash('sha1').update(`${issuer}\n${subject}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
