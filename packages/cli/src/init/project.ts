import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command.js';
import { readText } from '../files/read-text.js';

/** The kinds of projects that the command knows. */
export const frameworks = ['vite', 'nextjs', 'power-pages'] as const;
export type Framework = (typeof frameworks)[number];

/** The ways in which users sign in. 'own': any other way, such as a session cookie of the app. */
export const authentications = ['msal', 'auth0', 'next-auth', 'oidc', 'own'] as const;
export type Authentication = (typeof authentications)[number];

/** The properties of a project. All paths are relative to `folder`. */
export interface Project {
  folder: string;
  framework: Framework;
  authentication: Authentication;
  /** The libraries in package.json, with their versions. */
  dependencies: Readonly<Record<string, string>>;
  /** The text of package.json. */
  packageJson: string;
  isTypeScript: boolean;
  /** The folder of the app's code: `src`, `app` or `src/app`. */
  sourceFolder: string;
}

/** Values from the command line that replace detection. */
export interface ProjectChoice {
  framework: Framework | null;
  authentication: Authentication | null;
}

const markersOfPowerPages = ['powerpages.config.json', '.powerpages-site', '.portalconfig', 'website.yml'];

// The first library that is present decides.
const libraries: readonly [name: string, authentication: Authentication][] = [
  ['@azure/msal-react', 'msal'],
  ['@azure/msal-browser', 'msal'],
  ['@auth0/auth0-react', 'auth0'],
  ['@auth0/nextjs-auth0', 'auth0'],
  ['next-auth', 'next-auth'],
  ['react-oidc-context', 'oidc'],
];

/** Detects the kind of project in a folder. @throws CommandError when the command does not know the kind of project. */
export async function readProject(folder: string, choice: ProjectChoice): Promise<Project> {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) throw new CommandError(`There is no package.json in ${folder}. Run the command in the folder of your app.`);
  const packageJson = await readText(file);
  const dependencies = readDependencies(packageJson, file);
  const framework = choice.framework ?? detectFramework(folder, dependencies);
  const authentication = libraries.find(([name]) => name in dependencies)?.[1] ?? 'own';
  return {
    folder,
    framework,
    authentication: choice.authentication ?? authentication,
    dependencies,
    packageJson,
    isTypeScript: existsSync(join(folder, 'tsconfig.json')),
    sourceFolder: sourceFolder(folder, framework),
  };
}

function readDependencies(packageJson: string, file: string): Record<string, string> {
  try {
    const { dependencies, devDependencies } = JSON.parse(packageJson) as Record<string, Record<string, string> | undefined>;
    return { ...devDependencies, ...dependencies };
  } catch {
    throw new CommandError(`${file} is not JSON.`);
  }
}

function detectFramework(folder: string, dependencies: Readonly<Record<string, string>>): Framework {
  if (markersOfPowerPages.some((name) => existsSync(join(folder, name)))) return 'power-pages';
  if ('next' in dependencies) return 'nextjs';
  if ('vite' in dependencies) return 'vite';
  throw new CommandError(`${folder} is not a project with Vite, Next.js or Power Pages. Choose the most similar of them with --framework.`);
}

function sourceFolder(folder: string, framework: Framework): string {
  if (framework !== 'nextjs') return 'src';
  if (existsSync(join(folder, 'app'))) return 'app';
  if (existsSync(join(folder, 'src/app'))) return 'src/app';
  throw new CommandError(`${folder} has no app folder. The command knows Next.js with the App Router only.`);
}
