import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';
import { next, vite, write } from './app.fixture.js';

// The compiler is slow on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** The parts of lcw-auth and of other libraries that the generated code uses, with their types. */
const libraries = `
declare module '@lcw-auth/react' {
  import type { ReactNode } from 'react';
  interface AuthTokenRequest { userId: string; reason: 'register' | 'refresh' | 'widget' | 'manual'; signal: AbortSignal }
  interface BotTokenRequest { userId: string | null; signInId: string | null; signal: AbortSignal }
  export function fetchAuthToken(url: string, init?: { headers?: Record<string, string> }): (request: AuthTokenRequest) => Promise<string | null>;
  export function powerPagesAuthToken(): (request: AuthTokenRequest) => Promise<string | null>;
  export function fetchBotToken(url: string): (request: BotTokenRequest) => Promise<string | null>;
  export function LiveChatAuthProvider(props: {
    userId: string | null | undefined;
    getAuthToken: (request: AuthTokenRequest) => Promise<string | null>;
    botSso?: { getToken: (request: BotTokenRequest) => Promise<string | null> };
    userChangePolicy?: 'close-chat' | 'keep-chat' | 'reload-page';
    script?: { appId: string; orgId: string; orgUrl: string; src: string } | null;
    children?: ReactNode;
  }): ReactNode;
  export function BotSignInCard(props: { onSignIn: () => Promise<unknown> }): ReactNode;
}
declare module '@lcw-auth/react/styles.css' {}
declare module '@lcw-auth/core/early' {}
declare module '@lcw-auth/server' {
  interface TokenService { fetch(request: Request): Promise<Response> }
  interface KeyRing { rotate(): Promise<void> }
  export function createKeyRing(): KeyRing;
  export function createFixedKeyRing(options: { keys: string[] }): KeyRing;
  export function toNodeListener(service: TokenService): (request: object, response: object) => void;
  export function createTokenService(options: {
    issuer: string;
    keyRing: KeyRing;
    getUser(request: Request): Promise<{ sub: string } | null>;
  }): TokenService;
}
declare module '@azure/msal-browser' {
  export class InteractionRequiredAuthError extends Error {}
  export const InteractionStatus: { readonly None: 'none'; readonly Startup: 'startup' };
}
declare module '@azure/msal-react' {
  interface Account { localAccountId: string }
  export function useMsal(): {
    instance: {
      getActiveAccount(): Account | null;
      acquireTokenSilent(request: { scopes: string[]; account: Account }): Promise<{ accessToken: string }>;
    };
    accounts: Account[];
    inProgress: 'none' | 'startup';
  };
}
declare module '@auth0/auth0-react' {
  export function useAuth0(): {
    user?: { sub?: string };
    isLoading: boolean;
    getAccessTokenSilently(options: { authorizationParams: { audience: string } }): Promise<string | undefined>;
  };
}
declare module '@auth0/nextjs-auth0' { export function useUser(): { user?: { sub: string } | null; isLoading: boolean } }
declare module '@/lib/auth0' { export const auth0: { getSession(): Promise<{ user: { sub: string } } | null> } }
declare module 'next-auth' { export function getServerSession(options: object): Promise<{ user?: { email?: string | null } } | null> }
declare module 'next-auth/react' {
  export function useSession(): { data: { user?: { email?: string | null } } | null; status: 'loading' | 'authenticated' | 'unauthenticated' };
}
declare module '@/auth' { export const authOptions: object; export function auth(): Promise<{ user?: { email?: string | null } } | null> }
declare module 'react-oidc-context' {
  export function useAuth(): { user?: { profile: { sub: string }; access_token: string } | null; isLoading: boolean };
}
declare module 'jose' {
  export function createRemoteJWKSet(url: URL): object;
  export function jwtVerify(token: string, keys: object, options: { issuer: string; audience: string }): Promise<{ payload: { sub?: string } }>;
}
declare module 'react' { export type ReactNode = object | string | null | undefined }
declare module 'react/jsx-runtime' {
  export namespace JSX { type Element = object | string | null | undefined; interface ElementChildrenAttribute { children: object } interface IntrinsicElements { p: object } }
  export const jsx: unknown;
  export const jsxs: unknown;
}
interface ImportMeta { env: Record<string, string> }
declare const process: { env: Record<string, string | undefined> };
`;

const signIns: Record<string, Record<string, string>> = {
  msal: { '@azure/msal-react': '^5.0.0' },
  auth0: { '@auth0/auth0-react': '^2.0.0' },
  'auth0-server': { '@auth0/nextjs-auth0': '^4.0.0' },
  'next-auth-4': { 'next-auth': '^4.24.0' },
  'next-auth-5': { 'next-auth': '^5.0.0' },
  oidc: { 'react-oidc-context': '^3.0.0' },
  own: {},
};

const snippet = `sdk.setBotAuthTokenProvider(async (url, done) => { await fetch('/bot'); done({ show: true }); });\n`;

test('the code for each framework and each sign-in compiles without an unused name', async () => {
  const root = temporaryFolder();
  write(root, {
    'libraries.d.ts': libraries,
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        exactOptionalPropertyTypes: true,
        jsx: 'react-jsx',
        module: 'esnext',
        moduleResolution: 'bundler',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
      },
      include: ['libraries.d.ts', '**/live-chat*.ts', '**/live-chat*.tsx', '**/route.ts'],
    }),
  });
  for (const [name, dependencies] of Object.entries(signIns)) {
    const apps = {
      [`vite-${name}`]: { dependencies: { ...vite, ...dependencies }, files: {} },
      [`vite-bot-${name}`]: { dependencies: { ...vite, ...dependencies }, files: { 'src/chat.js': snippet } },
      [`next-${name}`]: { dependencies: { ...next, ...dependencies }, files: { 'app/page.tsx': '' } },
      [`power-pages-${name}`]: { dependencies: { ...vite, ...dependencies }, files: { 'website.yml': '' } },
    };
    for (const [folder, app] of Object.entries(apps)) {
      const manifest = JSON.stringify({ dependencies: app.dependencies });
      write(`${root}/${folder}`, { 'package.json': manifest, 'tsconfig.json': '{}', ...app.files });
      expect(await runInProcess(['init', `${root}/${folder}`, '--yes'])).toMatchObject({ code: 0, err: '' });
    }
  }
  const compiler = resolve(import.meta.dirname, '../../../../node_modules/.bin/tsc');
  const { stdout } = await promisify(execFile)(compiler, ['-p', root], { cwd: root }).catch(
    (error: unknown) => error as { stdout: string },
  );
  expect(stdout).toBe('');
});
