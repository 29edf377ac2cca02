import { LiveChatAuthError } from '@lcw-auth/core';
import { expect, test } from 'vitest';

test.each(['/auth/token', '/_services/auth/token', '/contacts/87b4d06c-abc2-e811-a9b0-000d3a10e09e/token'])(
  'an error names the path of an endpoint: %s',
  (path) => {
    expect(new LiveChatAuthError('token-http-error', { path }).message).toContain(`Path: ${path}.`);
  },
);

test('an error names no path that may contain a token', () => {
  const path = `/sign-in/eyJhbGciOiJSUzI1NiJ9.${'eyJzdWIiOiIxIn0'.repeat(3)}.c2lnbmF0dXJl`;
  const error = new LiveChatAuthError('token-http-error', { path });
  expect(error.details.path).toBeUndefined();
  expect(error.message).not.toContain('eyJ');
});
