// Misuse that the types refuse. `npm run types` fails when a line below is accepted. Nothing here runs.
import { createKeyRing, createTokenService } from './index.js';

const options = { issuer: 'contoso.example', keyRing: createKeyRing() };

createTokenService({ ...options, getUser: (request) => (request.headers.has('cookie') ? { sub: 'guid' } : null) });
// @ts-expect-error getUser is required.
createTokenService(options);
// @ts-expect-error sub is required.
createTokenService({ ...options, getUser: () => ({ context: {} }) });
// @ts-expect-error A context variable is a primitive, or an object of value and isDisplayable.
createTokenService({ ...options, getUser: () => ({ sub: 'guid', context: { cart: { value: 10 } } }) });
// @ts-expect-error null means that no user is signed in; undefined is probably a forgotten return.
createTokenService({ ...options, getUser: () => undefined });
// @ts-expect-error The lifetime is a number of seconds.
createTokenService({ ...options, getUser: () => null, tokenLifetime: '15m' });
// @ts-expect-error The keys come from a key ring.
createTokenService({ ...options, getUser: () => null, keyRing: '-----BEGIN PRIVATE KEY-----' });
