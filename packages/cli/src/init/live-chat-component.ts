import { environmentFile } from './environment.js';
import type { Project } from './project.js';
import { userCode } from './user-code.js';

/** The properties of the app that the component depends on. */
export interface ComponentOptions {
  tokenUrl: string;
  /** Null when the page has no bot with single sign-on yet. */
  botTokenUrl: string | null;
  /** True when a request carries the user's access token; false when it carries a cookie. */
  isBearer: boolean;
  /** True when the component inserts the widget's script; false when the page has the tag already. */
  insertsScript: boolean;
}

/** The source of the component that connects the widget to the signed-in user. */
export function liveChatComponent(project: Project, options: ComponentOptions): string {
  const { framework, isTypeScript } = project;
  const { botTokenUrl, isBearer, insertsScript } = options;
  const user = userCode(project, isBearer);
  const hasBot = botTokenUrl !== null;
  const names = [
    ...(hasBot ? ['BotSignInCard'] : []),
    ...(framework === 'power-pages' ? [] : ['fetchAuthToken']),
    ...(hasBot ? ['fetchBotToken'] : []),
    'LiveChatAuthProvider',
    ...(framework === 'power-pages' ? ['powerPagesAuthToken'] : []),
  ];
  const lines = [
    ...(framework === 'nextjs' ? ["'use client';"] : []),
    // The widget may be ready before React mounts.
    ...(insertsScript ? [] : ["import '@lcw-auth/core/early';"]),
    ...user.imports,
    `import { ${names.join(', ')} } from '@lcw-auth/react';`,
    ...(hasBot ? ["import '@lcw-auth/react/styles.css';"] : []),
    ...(isTypeScript ? ["import type { ReactNode } from 'react';"] : []),
    '',
    ...(insertsScript ? [...script(project), ''] : []),
    ...tokenFunctions(project, options),
    '',
    ...user.hook,
    '',
    `/** Connects the Live Chat Widget to the signed-in user.${user.parent === null ? '' : ` It has to be inside <${user.parent}>.`} */`,
    `export function LiveChat({ children }${isTypeScript ? ': { children?: ReactNode }' : ''}) {`,
    isBearer ? '  const { userId, getAccessToken } = useUser();' : '  const { userId } = useUser();',
    '  return (',
    '    <LiveChatAuthProvider',
    '      userId={userId}',
    ...(isBearer ? bearerRequest : ['      getAuthToken={getAuthToken}']),
    ...(hasBot ? ['      botSso={{ getToken: getBotToken }}'] : []),
    "      // Decides what happens to the chat when the user changes. The other values are 'keep-chat' and 'reload-page'.",
    '      userChangePolicy="close-chat"',
    ...(insertsScript ? ['      script={script}'] : []),
    '    >',
    '      {children}',
    ...(hasBot ? ['      <BotSignInCard onSignIn={signIn} />'] : []),
    '    </LiveChatAuthProvider>',
    '  );',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

const bearerRequest = [
  '      getAuthToken={async (request) => {',
  '        const accessToken = await getAccessToken();',
  '        return accessToken === null ? null : authTokenOf(accessToken)(request);',
  '      }}',
];

function script(project: Project): string[] {
  const prefix = project.framework === 'nextjs' ? 'process.env.NEXT_PUBLIC_LCW' : 'import.meta.env.VITE_LCW';
  const constants = Object.entries({ appId: 'APP_ID', orgId: 'ORG_ID', orgUrl: 'ORG_URL', src: 'SRC' });
  return [
    "// The values of the widget's code snippet in the Omnichannel admin center. Without them, the page has no chat.",
    ...constants.map(([constant, name]) => `const ${constant} = ${prefix}_${name};`),
    'const script = appId && orgId && orgUrl && src ? { appId, orgId, orgUrl, src } : null;',
    `if (!script) console.warn('The page has no chat: copy .env.example to ${environmentFile(project)} and enter the values of the widget.');`,
  ];
}

function tokenFunctions({ framework, isTypeScript }: Project, { tokenUrl, botTokenUrl, isBearer }: ComponentOptions): string[] {
  const bot =
    botTokenUrl === null
      ? []
      : [
          `const getBotToken = fetchBotToken(${quote(botTokenUrl)});`,
          '',
          "/** Replace this with your app's sign-in. It resolves when the user has signed in. */",
          'async function signIn() {',
          "  window.location.assign('/sign-in');",
          '}',
        ];
  if (framework === 'power-pages') return ['const getAuthToken = powerPagesAuthToken();', ...bot];
  if (!isBearer) return [`const getAuthToken = fetchAuthToken(${quote(tokenUrl)});`, ...bot];
  return [
    `const authTokenOf = (accessToken${isTypeScript ? ': string' : ''}) =>`,
    `  fetchAuthToken(${quote(tokenUrl)}, { headers: { authorization: \`Bearer \${accessToken}\` } });`,
    ...bot,
  ];
}

const quote = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
