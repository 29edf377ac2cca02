import type { FileChange } from './change.js';
import type { Project } from './project.js';
import { hasAccessTokens, isBefore } from './user-code.js';

/** A file of the token endpoint. */
type NewFile = Pick<FileChange, 'file' | 'after'>;

/** How the endpoint reads the user from a request. */
interface SessionCode {
  imports: readonly string[];
  /** Lines at the top of the module. */
  setup: readonly string[];
  /** The first lines of `getUser`. They set the variable `userId`. */
  body: readonly string[];
}

/** The files of a token endpoint that signs with a key of its own. Power Pages has an endpoint already. */
export function tokenEndpoint(project: Project): NewFile[] {
  const { framework, isTypeScript, sourceFolder } = project;
  if (framework === 'power-pages') return [];
  if (framework === 'vite') return [{ file: 'server/live-chat.mjs', after: service(project, false) }];
  const extension = isTypeScript ? 'ts' : 'js';
  const route = [
    "import { liveChatService } from '../../live-chat-service';",
    '',
    '// /auth/token for the page, /auth/publickey for Omnichannel.',
    'export const GET = liveChatService.fetch;',
  ];
  return [
    { file: `${sourceFolder}/live-chat-service.${extension}`, after: service(project, isTypeScript) },
    { file: `${sourceFolder}/auth/[endpoint]/route.${extension}`, after: `${route.join('\n')}\n` },
  ];
}

function service(project: Project, isTypeScript: boolean): string {
  const session = sessionCode(project, isTypeScript);
  const isNode = project.framework === 'vite';
  const lines = [
    `import { createFixedKeyRing, createKeyRing, createTokenService${isNode ? ', toNodeListener' : ''} } from '@lcw-auth/server';`,
    ...session.imports,
    '',
    ...session.setup,
    `/** Replace this with a lookup in your CRM. Returns the GUID of the user's contact or account; null when there is none. */`,
    `async function contactIdOf(userId${isTypeScript ? ': string' : ''})${isTypeScript ? ': Promise<string | null>' : ''} {`,
    '  throw new Error(`Implement contactIdOf: which contact belongs to ${userId}?`);',
    '}',
    '',
    'export const liveChatService = createTokenService({',
    "  issuer: process.env.LCW_ISSUER ?? 'localhost',",
    '  // In production all instances need the same key: `npx lcw-auth keygen` creates one.',
    '  keyRing: process.env.LCW_PRIVATE_KEY ? createFixedKeyRing({ keys: [process.env.LCW_PRIVATE_KEY] }) : createKeyRing(),',
    `  async getUser(${session.body.some((line) => line.includes('request')) ? 'request' : ''}) {`,
    ...session.body.map((line) => `    ${line}`),
    '    if (!userId) return null;',
    '    const contactId = await contactIdOf(userId);',
    '    return contactId === null ? null : { sub: contactId };',
    '  },',
    '});',
    ...(isNode
      ? [
          '',
          '/** Serves /auth/token and /auth/publickey. Express: app.use(liveChatListener). */',
          'export const liveChatListener = toNodeListener(liveChatService);',
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function sessionCode(project: Project, isTypeScript: boolean): SessionCode {
  const { authentication, dependencies, framework } = project;
  if (hasAccessTokens(project)) return bearer();
  if (authentication === 'next-auth' && framework === 'nextjs') return nextAuth(dependencies['next-auth'] ?? '');
  if ('@auth0/nextjs-auth0' in dependencies) return auth0OnServer(dependencies['@auth0/nextjs-auth0'] ?? '');
  return {
    imports: [],
    setup: [
      "/** Replace this with your app's session. Returns the id of the user whose cookie is in the request; null when no user is signed in. */",
      isTypeScript ? 'async function userIdOf(request: Request): Promise<string | null> {' : 'async function userIdOf(request) {',
      "  const cookie = request.headers.get('cookie');",
      '  if (cookie === null) return null;',
      "  throw new Error('Implement userIdOf: read the session from the cookie.');",
      '}',
      '',
    ],
    body: ['const userId = await userIdOf(request);'],
  };
}

function bearer(): SessionCode {
  return {
    imports: ["import { createRemoteJWKSet, jwtVerify } from 'jose';"],
    setup: [
      "// The issuer's keys, e.g. https://login.microsoftonline.com/<tenant>/discovery/v2.0/keys",
      "const keys = createRemoteJWKSet(new URL(process.env.API_JWKS_URL ?? 'https://localhost/missing-API_JWKS_URL'));",
      '',
    ],
    body: [
      "const accessToken = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];",
      'if (!accessToken) return null;',
      "const expected = { issuer: process.env.API_ISSUER ?? '', audience: process.env.API_AUDIENCE ?? '' };",
      '// A token that has expired or was issued for another API means that no user is signed in.',
      'const userId = await jwtVerify(accessToken, keys, expected).then(',
      '  ({ payload }) => payload.sub ?? null,',
      '  () => null,',
      ');',
    ],
  };
}

function nextAuth(version: string): SessionCode {
  const isOld = isBefore(5, version);
  return {
    imports: isOld
      ? ["import { getServerSession } from 'next-auth';", '// The options of your NextAuth route.', "import { authOptions } from '@/auth';"]
      : ['// The file that calls NextAuth().', "import { auth } from '@/auth';"],
    setup: [],
    body: [
      isOld ? 'const session = await getServerSession(authOptions);' : 'const session = await auth();',
      'const userId = session?.user?.email;',
    ],
  };
}

function auth0OnServer(version: string): SessionCode {
  const isOld = isBefore(4, version);
  return {
    imports: isOld
      ? ["import { getSession } from '@auth0/nextjs-auth0';"]
      : ['// The file that creates the Auth0Client.', "import { auth0 } from '@/lib/auth0';"],
    setup: [],
    body: [
      isOld ? 'const session = await getSession();' : 'const session = await auth0.getSession();',
      'const userId = session?.user.sub;',
    ],
  };
}
