import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { environment: 'jsdom', globals: true, setupFiles: ['@lcw-auth/testing/vitest'], testTimeout: 15_000 },
});
