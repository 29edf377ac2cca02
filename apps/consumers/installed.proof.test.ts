import { expect, test } from 'vitest';
import { installPortalApp } from './portal.js';

test('the packed packages import, type-check and bundle in the most common portal', { timeout: 300_000 }, async () => {
  const portal = await installPortalApp();
  await portal.node('import.mjs');
  await portal.typeScript('typescript7', 'tsc', 'nodenext');
  const bundle = await portal.esbuild();
  expect(bundle).toContain('setAuthTokenProvider');
  for (const unwanted of ['ChatNotStartedError', 'createTokenService', 'jwtVerify', 'LiveChatAuthDevtools'])
    expect(bundle).not.toContain(unwanted);
});
