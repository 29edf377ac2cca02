import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../version.js';
import type { Plan } from './change.js';
import { extendPolicy, policyNote } from './content-security-policy.js';
import { createDraft, type Draft } from './draft.js';
import { environmentFile, environmentLines } from './environment.js';
import { liveChatComponent } from './live-chat-component.js';
import { migrate } from './migrate.js';
import type { Project } from './project.js';
import { readSourceFiles } from './source-files.js';
import { withDependencies, withLines } from './text-edits.js';
import { tokenEndpoint } from './token-endpoint.js';
import { hasAccessTokens, userCode } from './user-code.js';
import { wrapInLiveChat } from './wrap.js';

/** Plans all changes to a project. Nothing is written. An existing file is edited, but never replaced. */
export async function makePlan(project: Project): Promise<Plan> {
  const draft = createDraft(project.folder);
  const sources = await readSourceFiles(project.folder);
  const migration = migrate(sources);
  for (const { file, after } of migration.changes) await draft.write(file, after);

  const component = `${project.sourceFolder}/live-chat.${project.isTypeScript ? 'tsx' : 'jsx'}`;
  const provider = sources.find(({ file, text }) => file !== component && text.includes('<LiveChatAuthProvider'));
  // A second provider would compete with the first one.
  if (provider) return { provider: provider.file, changes: draft.changes(), steps: migration.steps };

  // An app that has a token endpoint keeps it.
  const newEndpoint = tokenEndpoint(project);
  const service = sources.find(({ file, text }) => isTokenService(text) && !newEndpoint.some((created) => created.file === file));
  const { tokenUrl, botTokenUrl } = migration;
  const endpoint = tokenUrl === null && !service ? newEndpoint : [];
  const needs = {
    // Requests to an endpoint of the snippet contain the session cookie as before.
    isBearer: tokenUrl === null && hasAccessTokens(project),
    hasEndpoint: endpoint.length > 0,
    insertsScript: !sources.some(({ text }) => text.includes('id="Microsoft_Omnichannel_LCWidget"')),
  };
  const created = [
    { file: component, after: liveChatComponent(project, { ...needs, tokenUrl: tokenUrl ?? '/auth/token', botTokenUrl }) },
    ...endpoint,
  ];
  const kept = created.filter(({ file, after }) => !draft.create(file, after)).map(({ file }) => file);

  await draft.write('package.json', withDependencies(project.packageJson, dependenciesOf(endpoint)));
  const environment = environmentLines(project, needs);
  if (environment.length > 0) await draft.write('.env.example', withLines(await draft.read('.env.example'), environment));
  if (needs.hasEndpoint) await draft.write('.gitignore', withLines(await draft.read('.gitignore'), ['.lcw-auth', '.env', '.env.local']));
  await addPolicy(draft, sources);
  const isWrapped = await wrapApp(project, draft, sources);

  return {
    provider: null,
    changes: draft.changes(),
    steps: [
      ...(service ? [`${service.file} stays the token service. Check that ${component} requests its URL.`] : []),
      ...kept.map((file) => `${file} exists and was left as it is.`),
      ...migration.steps,
      ...nextSteps(project, {
        component,
        endpoint: endpoint[0]?.file ?? null,
        hasEnvironment: environment.length > 0,
        isWrapped,
        tokenUrl,
      }),
    ],
  };
}

const isTokenService = (text: string): boolean => text.includes('createTokenService(') && text.includes('@lcw-auth/server');

function dependenciesOf(endpoint: readonly { after: string }[]): Record<string, string> {
  const ours = `^${version()}`;
  const needsJose = endpoint.some(({ after }) => after.includes("from 'jose'"));
  return {
    '@lcw-auth/core': ours,
    '@lcw-auth/react': ours,
    ...(endpoint.length > 0 ? { '@lcw-auth/server': ours } : {}),
    ...(needsJose ? { jose: '^6.0.0' } : {}),
  };
}

/** Extends the policy in the meta tags of web pages. Without such a policy it adds a note, because the policy may be a header. */
async function addPolicy(draft: Draft, sources: readonly { file: string }[]): Promise<void> {
  let hasPolicy = false;
  for (const { file } of sources.filter((source) => /\.html?$/i.test(source.file))) {
    const text = (await draft.read(file)) ?? '';
    hasPolicy ||= /http-equiv=["']Content-Security-Policy["']/i.test(text);
    await draft.write(file, extendPolicy(text));
  }
  if (!hasPolicy) draft.create('live-chat-policy.txt', policyNote());
}

async function wrapApp({ framework, sourceFolder }: Project, draft: Draft, sources: readonly { file: string }[]): Promise<boolean> {
  const isNext = framework === 'nextjs';
  const names = isNext ? ['layout'] : ['main', 'index'];
  const candidates = names.flatMap((name) => ['tsx', 'jsx', 'js'].map((extension) => `${sourceFolder}/${name}.${extension}`));
  for (const file of candidates.filter((candidate) => sources.some((source) => source.file === candidate))) {
    const text = (await draft.read(file)) ?? '';
    if (text.includes('<LiveChat>')) return true;
    const wrapped = wrapInLiveChat({ text, file, from: './live-chat', around: isNext ? 'children' : 'app' });
    if (wrapped === null) continue;
    await draft.write(file, wrapped);
    return true;
  }
  return false;
}

interface Outcome {
  component: string;
  /** The file of the new token endpoint; null when there is none. */
  endpoint: string | null;
  hasEnvironment: boolean;
  isWrapped: boolean;
  /** The URL of the app's own token endpoint; null when it had none. */
  tokenUrl: string | null;
}

function nextSteps(project: Project, { component, endpoint, hasEnvironment, isWrapped, tokenUrl }: Outcome): string[] {
  const { framework, authentication } = project;
  const isPowerPages = framework === 'power-pages';
  const hasPlaceholder = authentication === 'own' && !isPowerPages;
  const { parent } = userCode(project, false);
  const place = parent === null ? '' : ` It must be inside <${parent}>.`;
  const publicKeyUrl = isPowerPages ? 'https://YOUR-SITE/_services/auth/publickey' : 'https://YOUR-SITE/auth/publickey';
  return [
    `Run \`${installCommand(project.folder)}\`.`,
    ...(hasEnvironment ? [`Copy .env.example to ${environmentFile(project)} and enter the values.`] : []),
    isWrapped ? `<LiveChat> is around your app.${place}` : `Put <LiveChat> from ${component} around your app.${place}`,
    ...(hasPlaceholder ? [`Return your user from useUser in ${component}.`] : []),
    ...(endpoint === null ? [] : [`Implement contactIdOf${hasPlaceholder ? ' and userIdOf' : ''} in ${endpoint}, and check its imports.`]),
    ...(endpoint !== null && framework === 'vite'
      ? [`Mount liveChatListener from ${endpoint} in your server, and forward /auth to that server with Vite's server.proxy.`]
      : []),
    ...(tokenUrl === null || isPowerPages ? [] : [`Your token endpoint ${tokenUrl} stays in use.`]),
    ...(isPowerPages ? ['Set up the certificate of the site: `npx lcw-auth handover` prints the steps for the administrator.'] : []),
    `Give the administrator the output of \`npx lcw-auth handover --public-key-url ${publicKeyUrl}\`.`,
    'Find problems with `npx lcw-auth doctor`. `npx lcw-auth doctor --help` shows its options.',
  ];
}

function installCommand(folder: string): string {
  const managers = { 'pnpm-lock.yaml': 'pnpm install', 'yarn.lock': 'yarn install', 'bun.lock': 'bun install' };
  return Object.entries(managers).find(([file]) => existsSync(join(folder, file)))?.[1] ?? 'npm install';
}
