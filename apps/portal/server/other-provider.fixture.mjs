// An OpenID Connect provider that is independent of the portal's own: it has its own process, issuer, client and users.
// It is as strict as the standards allow: the client authenticates with HTTP Basic only, id tokens contain no profile, refresh
// tokens need consent and are valid once, and a token for the bot is valid for nothing else.
// The test starts it with fork and passes the portal's origin. It sends its issuer to the test, and ends with the test.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [portal] = process.argv.slice(2);
const people = { 'staff|maya': { name: 'Maya Lindt', email: 'maya@other.example' } };
const bot = 'https://bot.other.example';

const server = createServer((request, response) => void answer(request, response));
let answer = (_request, response) => response.writeHead(503).end();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'shop-at-other',
      client_secret: 'the secret of shop-at-other: + / % and =',
      token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: [`${portal}/auth/callback`],
      post_logout_redirect_uris: [`${portal}/auth/signed-out`],
      grant_types: ['authorization_code', 'refresh_token'],
    },
  ],
  clientAuthMethods: ['client_secret_basic'],
  rotateRefreshToken: () => true,
  claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
  findAccount: (_context, id) => people[id] && { accountId: id, claims: (use) => ({ sub: id, ...(use === 'userinfo' ? people[id] : {}) }) },
  features: {
    resourceIndicators: {
      enabled: true,
      // The lifetime is so short that the portal must renew the token for every request.
      getResourceServerInfo: (_context, resource) => {
        if (resource !== bot) throw new Error('The resource is unknown.');
        return { scope: 'chat', audience: bot, accessTokenFormat: 'jwt', accessTokenTTL: 30, jwt: { sign: { alg: 'RS256' } } };
      },
    },
  },
});
answer = provider.callback();
process.on('disconnect', () => process.exit());
process.send(issuer);
