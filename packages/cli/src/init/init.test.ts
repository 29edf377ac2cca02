import { readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';
import { applyChanges } from './apply.js';
import { createApp, layout, main, next, readAll, vite, write } from './app.fixture.js';
import { parseSource } from './syntax-tree.js';

describe('init shows a diff and', () => {
  test('writes nothing with --dry-run', async () => {
    const app = createApp(vite);
    const before = readAll(app);
    const { code, out } = await runInProcess(['init', app, '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain('+++ b/src/live-chat.tsx');
    expect(out).toMatch(/^\+ {4}"@lcw-auth\/react": /m);
    expect(out).toContain('Nothing was written, because this was a dry run.');
    expect(readAll(app)).toEqual(before);
  });

  test.each([
    ['without a terminal to ask', undefined, 1],
    ['when the answer is no', false, 0],
  ])('writes nothing %s', async (_name, answer, code) => {
    const app = createApp(vite);
    const before = readAll(app);
    const run = await runInProcess(['init', app], answer === undefined ? {} : { answer });
    expect(run.code).toBe(code);
    expect(run.out + run.err).toContain('Nothing was written');
    expect(readAll(app)).toEqual(before);
  });

  test.each([
    ['when the answer is yes', [], { answer: true }],
    ['with --yes', ['--yes'], {}],
  ])('writes %s, and lists the next steps', async (_name, args, options) => {
    const app = createApp(vite, { 'src/main.tsx': main });
    const { code, out } = await runInProcess(['init', app, ...args], options);
    expect(code).toBe(0);
    expect(Object.keys(readAll(app))).toEqual([
      '.env.example',
      '.gitignore',
      'live-chat-policy.txt',
      'package.json',
      'server/live-chat.mjs',
      'src/live-chat.tsx',
      'src/main.tsx',
      'tsconfig.json',
    ]);
    expect(out).toContain('- Implement contactIdOf and userIdOf in server/live-chat.mjs');
    expect(out).toContain('npx lcw-auth handover');
  });
});

test.each([
  ['Vite', vite, 'src/live-chat.tsx', '.env'],
  ['Next.js', next, 'app/live-chat.tsx', '.env.local'],
])(
  'until the values of the widget are entered, the page has no chat and names the missing file: %s',
  async (_name, dependencies, file, environment) => {
    const app = createApp(dependencies, { 'src/main.tsx': main, 'app/layout.tsx': layout });
    await runInProcess(['init', app, '--yes']);
    expect(readAll(app)[file]).toContain(`? { appId, orgId, orgUrl, src } : null;
if (!script) console.warn('The page has no chat: copy .env.example to ${environment} and enter the values of the widget.');`);
  },
);

test('makes no change the second time', async () => {
  const app = createApp({ ...vite, '@auth0/auth0-react': '^2.0.0' }, { 'src/main.tsx': main });
  await runInProcess(['init', app, '--yes']);
  const before = readAll(app);
  expect((await runInProcess(['init', app, '--yes'])).out).toContain('There is nothing to change.');
  expect(readAll(app)).toEqual(before);
});

test('never replaces an existing file, and reports that', async () => {
  const app = createApp(vite, { 'src/live-chat.tsx': 'mine', '.env.example': 'VITE_LCW_APP_ID=mine\n' });
  const { out } = await runInProcess(['init', app, '--yes']);
  expect(readFileSync(join(app, 'src/live-chat.tsx'), 'utf8')).toBe('mine');
  expect(out).toContain('src/live-chat.tsx exists and was left as it is.');
  expect(readFileSync(join(app, '.env.example'), 'utf8')).toMatch(/^VITE_LCW_APP_ID=mine\n\n# The widget.*\nVITE_LCW_ORG_ID=\n/);
});

describe('an app that uses lcw-auth already', () => {
  const portal = `export const Portal = () => <LiveChatAuthProvider userId={null} getAuthToken={getAuthToken}><App /></LiveChatAuthProvider>;`;

  test('gets no second provider', async () => {
    const app = createApp(vite, { 'src/main.tsx': main, 'src/portal.tsx': portal });
    const before = readAll(app);
    const { code, out } = await runInProcess(['init', app, '--yes']);
    expect(code).toBe(0);
    expect(out).toContain('src/portal.tsx has a <LiveChatAuthProvider> already.\n\nThere is nothing to change.');
    expect(readAll(app)).toEqual(before);
  });

  test("loses Microsoft's snippet, and its output names the code that must be removed manually", async () => {
    const page = (script: string) => `<script>${script}</script>`;
    const removable = `Microsoft.Omnichannel.LiveChatWidget.SDK.setAuthTokenProvider(getToken);`;
    const app = createApp(vite, { 'src/portal.tsx': portal, 'index.html': page(removable) });
    await runInProcess(['init', app, '--yes']);
    expect(Object.keys(readAll(app))).toEqual(['index.html', 'package.json', 'src/portal.tsx', 'tsconfig.json']);
    expect(readAll(app)['index.html']).toBe(page('// lcw-auth supplies the token now.'));

    write(app, { 'index.html': page('const own = { getAuthenticationToken() {}, other: 1 };') });
    expect((await runInProcess(['init', app, '--yes'])).out).toContain('- Remove auth.getAuthenticationToken from index.html, line 1');
  });

  test('keeps its own token service', async () => {
    const service = "import { createTokenService } from '@lcw-auth/server';\nexport const service = createTokenService({});\n";
    const app = createApp({ ...vite, '@azure/msal-react': '^5.0.0' }, { 'server/tokens.js': service });
    const { out } = await runInProcess(['init', app, '--yes']);
    expect(out).toContain('- server/tokens.js stays the token service. Check that src/live-chat.tsx requests its URL.');
    expect(readAll(app)).toMatchObject({ 'server/tokens.js': service });
    expect(readAll(app)).not.toHaveProperty(['server/live-chat.mjs']);
    expect(readAll(app)['package.json']).not.toContain('@lcw-auth/server');
    expect(readAll(app)['src/live-chat.tsx']).toContain('Bearer');
  });
});

const signIns: [name: string, dependencies: Record<string, string>, words: string, isKnown: RegExp | null][] = [
  ['MSAL', { '@azure/msal-react': '^5.0.0' }, 'with MSAL', /isStarting \? null[^]*isKnown \? null : undefined/],
  ['Auth0', { '@auth0/auth0-react': '^2.0.0' }, 'with Auth0', /isLoading \? undefined/],
  ["Auth0's server library", { '@auth0/nextjs-auth0': '^4.0.0' }, 'with Auth0', /isLoading \? undefined/],
  ['next-auth 4', { 'next-auth': '^4.24.0' }, 'with next-auth', /status === 'loading' \? undefined/],
  ['next-auth 5', { 'next-auth': '5.0.0-beta.30' }, 'with next-auth', /status === 'loading' \? undefined/],
  ['OpenID Connect', { 'react-oidc-context': '^3.0.0' }, 'with OpenID Connect', /isLoading \? undefined/],
  ['a sign-in of its own', {}, 'with a sign-in of its own', /undefined: the user is not known yet/],
];

describe.each(signIns)('an app with %s', (_name, dependencies, words, isKnown) => {
  test.each([
    ['Vite', vite, 'src/main.tsx', main, 'src/live-chat'],
    ['Next.js', next, 'app/layout.tsx', layout, 'app/live-chat'],
  ])('and %s gets code that can be parsed and that handles an unknown user', async (_framework, framework, file, text, component) => {
    for (const isTypeScript of [true, false]) {
      const app = createApp({ ...framework, ...dependencies }, { [file]: text });
      if (!isTypeScript) unlinkSync(join(app, 'tsconfig.json'));
      const { out } = await runInProcess(['init', app, '--yes']);
      expect(out).toContain(words);
      const files = readAll(app);
      const code = Object.entries(files).filter(([name]) => /\.(?:[jt]sx?|mjs)$/.test(name));
      expect(code.filter(([name, source]) => parseSource(source, name) === null)).toEqual([]);
      expect(files[`${component}.${isTypeScript ? 'tsx' : 'jsx'}`]).toMatch(isKnown ?? /./);
      expect(files[file]).toContain("import { LiveChat } from './live-chat';");
      expect(files[file]).toMatch(/<LiveChat>(?:<App \/>|\{children\})<\/LiveChat>/);
    }
  });
});

test('a Power Pages site gets no token endpoint, because the site has one', async () => {
  const app = createApp(vite, { 'powerpages.config.json': '{}' });
  const { out } = await runInProcess(['init', app, '--yes']);
  expect(out).toContain('This is a Power Pages site in TypeScript.');
  const files = readAll(app);
  expect(files['src/live-chat.tsx']).toContain('getAuthToken={getAuthToken}');
  expect(files['src/live-chat.tsx']).toContain('powerPagesAuthToken()');
  expect(Object.keys(files).filter((file) => file.startsWith('server'))).toEqual([]);
  expect(files['package.json']).not.toContain('@lcw-auth/server');
});

test('a page with the script tag of the widget keeps the tag', async () => {
  const page = '<script id="Microsoft_Omnichannel_LCWidget" src="https://oc-cdn-ocprod.azureedge.net/x.js"></script>';
  const app = createApp(vite, { 'index.html': page });
  await runInProcess(['init', app, '--yes']);
  const files = readAll(app);
  expect(files['src/live-chat.tsx']).toMatch(/^import '@lcw-auth\/core\/early';/);
  expect(files['src/live-chat.tsx']).not.toContain('script=');
  expect(files['.env.example']).not.toContain('LCW_APP_ID');
});

test('a policy in a web page is extended, and no note is added', async () => {
  const page = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'none'">`;
  const app = createApp(vite, { 'index.html': page });
  await runInProcess(['init', app, '--yes']);
  const files = readAll(app);
  expect(files['index.html']).toMatch(
    /content="default-src 'self'; script-src https:\/\/oc-cdn-ocprod\.azureedge\.net; connect-src 'self' https:[^"]*token\.botframework\.com"/,
  );
  expect(Object.keys(files)).not.toContain('live-chat-policy.txt');
});

test('keeps the indentation of package.json and the versions in it', async () => {
  const app = createApp(vite, { 'package.json': '{\n\t"devDependencies": { "vite": "1", "@lcw-auth/react": "0.0.1" }\n}' });
  await runInProcess(['init', app, '--yes']);
  const text = readFileSync(join(app, 'package.json'), 'utf8');
  expect(text).toMatch(/^\{\n\t"devDependencies": \{\n\t\t"vite": "1",\n\t\t"@lcw-auth\/react": "0\.0\.1"\n\t\},\n/);
  expect(text).toMatch(/"@lcw-auth\/core": "\^\d/);
  expect(text.endsWith('}')).toBe(true);
});

test('stops before it writes when a file changes during the question', async () => {
  const app = createApp(vite);
  write(app, { 'package.json': '{}' });
  const changes = [
    { file: 'new.txt', before: null, after: 'new' },
    { file: 'package.json', before: '{ }', after: '{"a":1}' },
  ];
  await expect(applyChanges(app, changes)).rejects.toThrow('package.json has changed in the meantime. Run the command again.');
  expect(Object.keys(readAll(app))).toEqual(['package.json', 'tsconfig.json']);
});

test.each([
  [{}, [], 'is not a project with Vite, Next.js or Power Pages'],
  [next, [], 'has no app folder'],
  [vite, ['--framework', 'angular'], '--framework must be one of vite, nextjs, power-pages'],
  [vite, ['--auth', 'ldap'], '--auth must be one of msal'],
])('with %j and %j, reports what it cannot detect', async (dependencies, args, message) => {
  const run = await runInProcess(['init', createApp(dependencies), ...args]);
  expect(run.code).not.toBe(0);
  expect(run.err).toContain(message);
});

test('reports a folder without a package.json', async () => {
  const folder = temporaryFolder();
  expect(await runInProcess(['init', folder])).toMatchObject({ code: 1, out: '' });
});
