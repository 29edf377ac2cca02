import type { Authentication, Project } from './project.js';

/** The parts of the component that depend on how users sign in. */
export interface UserCode {
  imports: readonly string[];
  /** The function `useUser`. It returns the user's id and, when requests contain an access token, `getAccessToken`. */
  hook: readonly string[];
  /** The component that must contain `<LiveChat>`; null when there is none. */
  parent: string | null;
}

/** True when the app's sign-in gives the page access tokens, and the app's server has no session. */
export function hasAccessTokens({ framework, authentication, dependencies }: Project): boolean {
  if (framework === 'power-pages' || '@auth0/nextjs-auth0' in dependencies) return false;
  return authentication === 'msal' || authentication === 'auth0' || authentication === 'oidc';
}

/** The code that reads the signed-in user. */
export function userCode(project: Project, isBearer: boolean): UserCode {
  if (project.framework === 'power-pages') return powerPages(project);
  const codes: Record<Authentication, (project: Project, isBearer: boolean) => UserCode> = {
    msal,
    auth0: '@auth0/nextjs-auth0' in project.dependencies ? auth0OnServer : auth0,
    'next-auth': nextAuth,
    oidc,
    own,
  };
  return codes[project.authentication](project, isBearer);
}

const unknownUser = '// undefined means that the user is not known yet, so a running chat continues. null would end the chat.';

function powerPages({ isTypeScript }: Project): UserCode {
  const type = 'type PowerPagesWindow = Window & { Microsoft?: { Dynamic365?: { Portal?: { User?: { contactId?: string } } } } };';
  return {
    imports: [],
    parent: null,
    hook: [
      ...(isTypeScript ? [type, ''] : []),
      '/** Power Pages puts the signed-in contact on the page before any script runs. */',
      'function useUser() {',
      `  const { Microsoft } = window${isTypeScript ? ' as PowerPagesWindow' : ''};`,
      '  return { userId: Microsoft?.Dynamic365?.Portal?.User?.contactId || null };',
      '}',
    ],
  };
}

function msal({ framework, isTypeScript }: Project, isBearer: boolean): UserCode {
  const accessToken = [
    `  const getAccessToken = async ()${isTypeScript ? ': Promise<string | null>' : ''} => {`,
    '    if (account === null) return null;',
    '    try {',
    '      const { accessToken } = await instance.acquireTokenSilent({ scopes, account });',
    '      return accessToken;',
    '    } catch (error) {',
    '      // The session has ended, so the user must sign in again.',
    '      if (error instanceof InteractionRequiredAuthError) return null;',
    '      throw error;',
    '    }',
    '  };',
  ];
  return {
    imports: [
      `import { ${isBearer ? 'InteractionRequiredAuthError, ' : ''}InteractionStatus } from '@azure/msal-browser';`,
      "import { useMsal } from '@azure/msal-react';",
    ],
    parent: 'MsalProvider',
    hook: [
      ...(isBearer
        ? [
            '// The scope of your own API. The token endpoint reads the user from this access token.',
            `const scopes = [${setting(framework, 'API_SCOPE')}];`,
            '',
          ]
        : []),
      'function useUser() {',
      '  const { instance, accounts, inProgress } = useMsal();',
      '  // The accounts can be read after MSAL has started. MSAL never starts while a page is prerendered.',
      '  const isStarting = inProgress === InteractionStatus.Startup;',
      '  const account = isStarting ? null : (instance.getActiveAccount() ?? accounts[0] ?? null);',
      ...(isBearer ? accessToken : []),
      `  ${unknownUser}`,
      '  const isKnown = inProgress === InteractionStatus.None;',
      `  return { userId: account?.localAccountId ?? (isKnown ? null : undefined)${isBearer ? ', getAccessToken' : ''} };`,
      '}',
    ],
  };
}

function auth0({ framework }: Project, isBearer: boolean): UserCode {
  const getAccessToken = 'getAccessToken: async () => (userId ? ((await getAccessTokenSilently({ authorizationParams })) ?? null) : null)';
  return {
    imports: ["import { useAuth0 } from '@auth0/auth0-react';"],
    parent: 'Auth0Provider',
    hook: [
      ...(isBearer
        ? [
            '// Your own API. The token endpoint reads the user from this access token.',
            `const authorizationParams = { audience: ${setting(framework, 'API_AUDIENCE')} };`,
            '',
          ]
        : []),
      'function useUser() {',
      `  const { user, isLoading${isBearer ? ', getAccessTokenSilently' : ''} } = useAuth0();`,
      `  ${unknownUser}`,
      '  const userId = isLoading ? undefined : (user?.sub ?? null);',
      `  return { userId${isBearer ? `, ${getAccessToken}` : ''} };`,
      '}',
    ],
  };
}

function auth0OnServer({ dependencies }: Project): UserCode {
  return {
    imports: [
      `import { useUser as useAuth0User } from '@auth0/nextjs-auth0${isBefore(4, dependencies['@auth0/nextjs-auth0']) ? '/client' : ''}';`,
    ],
    parent: null,
    hook: [
      'function useUser() {',
      '  const { user, isLoading } = useAuth0User();',
      `  ${unknownUser}`,
      '  return { userId: isLoading ? undefined : (user?.sub ?? null) };',
      '}',
    ],
  };
}

function nextAuth(): UserCode {
  return {
    imports: ["import { useSession } from 'next-auth/react';"],
    parent: 'SessionProvider',
    hook: [
      'function useUser() {',
      '  const { data, status } = useSession();',
      `  ${unknownUser}`,
      "  return { userId: status === 'loading' ? undefined : (data?.user?.email ?? null) };",
      '}',
    ],
  };
}

function oidc(_project: Project, isBearer: boolean): UserCode {
  return {
    imports: ["import { useAuth } from 'react-oidc-context';"],
    parent: 'AuthProvider',
    hook: [
      'function useUser() {',
      '  const { user, isLoading } = useAuth();',
      `  ${unknownUser}`,
      '  const userId = isLoading ? undefined : (user?.profile.sub ?? null);',
      `  return { userId${isBearer ? ', getAccessToken: async () => user?.access_token ?? null' : ''} };`,
      '}',
    ],
  };
}

function own({ isTypeScript }: Project): UserCode {
  return {
    imports: [],
    parent: null,
    hook: [
      "/** Replace this with your app's session. undefined: the user is not known yet. null: no user is signed in. */",
      `function useUser()${isTypeScript ? ': { userId: string | null | undefined }' : ''} {`,
      '  return { userId: null };',
      '}',
    ],
  };
}

const setting = (framework: Project['framework'], name: string): string =>
  framework === 'nextjs' ? `process.env.NEXT_PUBLIC_${name} ?? ''` : `import.meta.env.VITE_${name}`;

/** True when a version range such as `^3.1.0` is below a major version. */
export function isBefore(major: number, range = ''): boolean {
  const [found] = /\d+/.exec(range) ?? [];
  return found !== undefined && Number(found) < major;
}
