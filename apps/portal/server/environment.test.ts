import { expect, it } from 'vitest';
import { readEnvironment } from './environment.js';

const provider = {
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'shop',
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_BOT_AUDIENCE: 'api://bot',
};

it('uses port 5173 and the embedded identity provider by default', () => {
  expect(readEnvironment({})).toEqual({ port: 5173, dataDir: null, openIdConnect: null });
});

it('reads another identity provider from four variables', () => {
  expect(readEnvironment(provider).openIdConnect).toEqual({
    issuer: 'https://id.example',
    clientId: 'shop',
    clientSecret: 'secret',
    botAudience: 'api://bot',
  });
});

it('names the missing variable of the four', () => {
  expect(() => readEnvironment({ ...provider, OIDC_CLIENT_SECRET: undefined })).toThrow('Missing: OIDC_CLIENT_SECRET.');
});

it.each(['x', '-1', '70000', '1.5'])('refuses the port %s', (PORT) => {
  expect(() => readEnvironment({ PORT })).toThrow('must be a number from 0 to 65535');
});
