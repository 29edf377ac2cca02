/** @type {import('jest').Config} */
module.exports = {
  // Plain jest-environment-jsdom has no fetch, no streams and no WebCrypto.
  testEnvironment: 'jest-fixed-jsdom',
  setupFilesAfterEnv: ['@lcw-auth/testing/jest'],
  testTimeout: 15_000,
  transform: {
    '\\.[jt]sx?$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } }, target: 'es2022' } },
    ],
  },
  // These packages are ES modules, which Jest must transform before it can run them.
  transformIgnorePatterns: ['/node_modules/(?!(@lcw-auth|jose)/)'],
};
