import type { Project } from './project.js';

/** The parts of the app that need environment variables. */
export interface EnvironmentNeeds {
  insertsScript: boolean;
  hasEndpoint: boolean;
  isBearer: boolean;
}

/** The file in which the framework expects the values of `.env.example`. */
export const environmentFile = ({ framework }: Project): string => (framework === 'nextjs' ? '.env.local' : '.env');

/** The variables of `.env.example`: those of the page, and those of the token endpoint. */
export function environmentLines(
  { framework, authentication }: Project,
  { insertsScript, hasEndpoint, isBearer }: EnvironmentNeeds,
): string[] {
  const prefix = framework === 'nextjs' ? 'NEXT_PUBLIC_' : 'VITE_';
  return [
    ...(insertsScript
      ? [
          "# The widget's code snippet: data-app-id, data-org-id, data-org-url and src",
          ...['APP_ID', 'ORG_ID', 'ORG_URL'].map((name) => `${prefix}LCW_${name}=`),
          `${prefix}LCW_SRC=https://oc-cdn-ocprod.azureedge.net/livechatwidget/scripts/LiveChatBootstrapper.js`,
        ]
      : []),
    ...(isBearer && authentication === 'msal' ? ['# The scope of your own API', `${prefix}API_SCOPE=`] : []),
    ...(isBearer && authentication === 'auth0' ? ['# The audience of your own API', `${prefix}API_AUDIENCE=`] : []),
    ...(hasEndpoint
      ? ['# The token endpoint. The private key is a secret. `npx lcw-auth keygen` creates one.', 'LCW_ISSUER=', 'LCW_PRIVATE_KEY=']
      : []),
    ...(hasEndpoint && isBearer ? ['# How the token endpoint checks access tokens', 'API_JWKS_URL=', 'API_ISSUER=', 'API_AUDIENCE='] : []),
  ];
}
