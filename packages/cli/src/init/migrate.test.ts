import { describe, expect, test } from 'vitest';
import { runInProcess } from '../terminal/terminal.fixture.js';
import { createApp, readAll, vite } from './app.fixture.js';
import { migrate } from './migrate.js';

const comment = '// lcw-auth supplies the token now.';
const sdk = 'Microsoft.Omnichannel.LiveChatWidget.SDK';

const migrateOne = (text: string, file = 'chat.js') => {
  const { changes, ...rest } = migrate([{ file, text }]);
  return { after: changes[0]?.after ?? null, ...rest };
};

describe('removes', () => {
  test.each<[string, string, string, string | null]>([
    [
      "the listener in Microsoft's sample as a whole",
      `before();
window.addEventListener("lcw:ready", function handleLivechatReadyEvent(){
  convertToJwtToken(payload).then(function (jwtToken){
    ${sdk}.setAuthTokenProvider(function authTokenProvider(callback){
      callback(jwtToken);
    });
  });
});
after();`,
      `before();\n${comment}\nafter();`,
      null,
    ],
    [
      'only the registration when the listener contains other code',
      `window.addEventListener('lcw:ready', async () => {
  const jwt = await (await fetch('/token')).text();
  ${sdk}.setAuthTokenProvider((callback) => callback(jwt));
});`,
      `window.addEventListener('lcw:ready', async () => {
  const jwt = await (await fetch('/token')).text();
  ${comment}
});`,
      '/token',
    ],
    [
      'the client function, with the URL that it opens',
      `auth.getAuthenticationToken = function(callback){
  var xhttp = new XMLHttpRequest();
  xhttp.open("GET", "https://contosohelp.com/token", true);
  xhttp.send();
}`,
      comment,
      'https://contosohelp.com/token',
    ],
    [
      'a client function in an object of its own',
      `window.auth = { getAuthenticationToken(callback) { callback(fetch('/t')); } };`,
      comment,
      '/t',
    ],
    ['a client function in a variable', `var auth = { getAuthenticationToken: (callback) => callback(null) };`, comment, null],
    [
      'the statement inside a function with a name',
      `export function setUp() { ${sdk}.setAuthTokenProvider((callback) => callback(null)); }`,
      `export function setUp() { ${comment} }`,
      null,
    ],
    [
      'the statement inside a function in a variable',
      `const setUp = () => { ${sdk}.setAuthTokenProvider(get); };`,
      `const setUp = () => { ${comment} };`,
      null,
    ],
  ])('%s', (_name, text, after, tokenUrl) => {
    expect(migrateOne(text)).toMatchObject({ after, tokenUrl, steps: [] });
  });
});

test('reads the URL of the bot token from a constant', () => {
  const text = `${sdk}.setBotAuthTokenProvider(async (botTokenUrl, callback) => {
  const authUrl = '/api/bot-token';
  const response = await fetch(authUrl, { method: 'POST' });
  await fetch(botTokenUrl, {});
  callback({ show: true });
});`;
  expect(migrateOne(text)).toMatchObject({ after: comment, tokenUrl: null, botTokenUrl: '/api/bot-token' });
});

test('reads TypeScript, JSX, and the scripts of a web page', () => {
  const call = `${sdk}.setAuthTokenProvider((callback) => callback(token));`;
  expect(migrateOne(`declare const token: string;\n${call}`, 'chat.ts').after).toContain(comment);
  expect(migrateOne(`const Chat = () => { useEffect(() => { ${call} }, []); return <p />; };`, 'chat.tsx').after).toContain(comment);
  const page = migrateOne(
    `<p>setAuthTokenProvider</p><script src="x"></script>\n<script>${call}</script><script>keep()</script>`,
    'a.html',
  );
  expect(page.after).toBe(`<p>setAuthTokenProvider</p><script src="x"></script>\n<script>${comment}</script><script>keep()</script>`);
});

test.each([
  [
    'code that cannot be parsed',
    '<script>\nvar id = {{ user.id }};\nsdk.setAuthTokenProvider(f);\n</script>',
    'page.html',
    'setAuthTokenProvider from page.html, line 3',
  ],
  [
    'an object with more than the function',
    'const auth = { signIn() {}, getAuthenticationToken() {} };',
    'a.js',
    'auth.getAuthenticationToken from a.js, line 1',
  ],
  [
    'an arrow function without a block',
    `const setUp = () => ${sdk}.setAuthTokenProvider(get);`,
    'a.js',
    'setAuthTokenProvider from a.js, line 1',
  ],
])('does not change %s', (_name, text, file, place) => {
  const { after, steps } = migrateOne(text, file);
  expect(after).toBe(null);
  expect(steps).toEqual([`Remove ${place}: lcw-auth replaces it.`]);
});

test('init keeps the token endpoint of the migrated code, which reads a cookie', async () => {
  const app = createApp(
    { ...vite, '@azure/msal-react': '^5.0.0' },
    {
      'src/chat.js': `fetch('/api/chat-token').then((r) => r.text()).then((jwt) => { ${sdk}.setAuthTokenProvider((done) => done(jwt)); });\n`,
    },
  );
  const { out } = await runInProcess(['init', app, '--yes']);
  const files = readAll(app);
  expect(files['src/chat.js']).toBe(`${comment}\n`);
  expect(files['src/live-chat.tsx']).toContain("const getAuthToken = fetchAuthToken('/api/chat-token');");
  expect(files['src/live-chat.tsx']).not.toContain('acquireTokenSilent');
  expect(Object.keys(files)).not.toContain('server/live-chat.mjs');
  expect(out).toContain('Your token endpoint /api/chat-token stays in use.');
});

test('init adds the bot when the migrated code had one', async () => {
  const app = createApp(vite, {
    'src/chat.js': `${sdk}.setBotAuthTokenProvider(async (url, done) => { await fetch('/bot'); done({ show: true }); });`,
  });
  await runInProcess(['init', app, '--yes']);
  const component = readAll(app)['src/live-chat.tsx'];
  expect(component).toContain("const getBotToken = fetchBotToken('/bot');");
  expect(component).toContain('botSso={{ getToken: getBotToken }}');
  expect(component).toContain('<BotSignInCard onSignIn={signIn} />');
});
