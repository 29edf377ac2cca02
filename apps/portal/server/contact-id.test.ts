import { expect, it } from 'vitest';
import { contactId } from './contact-id.js';

const issuer = 'https://id.example';

it('returns a subject that is a GUID unchanged', () => {
  expect(contactId(issuer, '7D2C3F0E-5B0A-4B6E-9C35-1F6A0D8E4A11')).toBe('7d2c3f0e-5b0a-4b6e-9c35-1f6a0d8e4a11');
});

it('returns a GUID of version 5 for any other subject, and always the same GUID for the same subject', () => {
  const id = contactId(issuer, 'auth0|1234');
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(contactId(issuer, 'auth0|1234')).toBe(id);
  expect(contactId('https://other.example', 'auth0|1234')).not.toBe(id);
});
