// What the types refuse. `npm run types` fails where a line below would be accepted; nothing here runs.
import { createKeyRing, createTokenService } from './index.js';

const options = { issuer: 'contoso.example', keyRing: createKeyRing() };

createTokenService({ ...options, getUser: (request) => (request.headers.has('cookie') ? { sub: 'guid' } : null) });
// @ts-expect-error Who is asking has to be looked up.
createTokenService(options);
// @ts-expect-error Without a subject there is no contact.
createTokenService({ ...options, getUser: () => ({ context: {} }) });
// @ts-expect-error A context variable is a primitive: the widget drops what is not.
createTokenService({ ...options, getUser: () => ({ sub: 'guid', context: { cart: { value: 10 } } }) });
// @ts-expect-error Nobody is null; undefined is a forgotten return.
createTokenService({ ...options, getUser: () => undefined });
// @ts-expect-error Seconds, as a number.
createTokenService({ ...options, getUser: () => null, tokenLifetime: '15m' });
// @ts-expect-error Keys come from a ring, which rotates them.
createTokenService({ ...options, getUser: () => null, keyRing: '-----BEGIN PRIVATE KEY-----' });
