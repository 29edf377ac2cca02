import { UsageError, type Command } from '../command.js';
import { applyChanges } from '../init/apply.js';
import { makePlan } from '../init/plan.js';
import { printDiff } from '../init/print-diff.js';
import { authentications, frameworks, readProject, type Project } from '../init/project.js';
import type { Terminal } from '../terminal/terminal.js';
import { styled } from '../terminal/text.js';

/** Adds lcw-auth to an app. */
export const init: Command = {
  name: 'init',
  summary: 'add lcw-auth to your app, after showing each change',
  argument: 'FOLDER',
  options: {
    framework: { kind: 'value', value: 'NAME', help: `One of ${frameworks.join(', ')}. Default: detected.` },
    auth: { kind: 'value', value: 'NAME', help: `How users sign in, one of ${authentications.join(', ')}. Default: detected.` },
    'dry-run': { kind: 'flag', help: 'Show the changes and write nothing.' },
    yes: { kind: 'flag', help: 'Write the changes without a question.' },
  },
  more: "Adds a component with the provider, a token endpoint, environment variables and the sources of a Content-Security-Policy,\nand replaces Microsoft's snippet (setAuthTokenProvider, setBotAuthTokenProvider, auth.getAuthenticationToken) if your app has it.\nFOLDER is the folder of your package.json. Default: the current folder. A file that exists is edited, but never replaced.",

  async run(input, terminal) {
    const choice = {
      framework: readChoice('--framework', input.value('framework'), frameworks),
      authentication: readChoice('--auth', input.value('auth'), authentications),
    };
    const project = await readProject(input.argument ?? '.', choice);
    const { provider, changes, steps } = await makePlan(project);
    terminal.out(`This is ${describe(project)}.`);
    if (provider !== null) terminal.out(`${provider} has a <LiveChatAuthProvider> already.`);
    terminal.out();
    if (changes.length === 0) {
      terminal.out('There is nothing to change.');
      if (provider !== null) printSteps(steps, terminal);
      return 0;
    }
    for (const change of changes) printDiff(change, terminal);
    if (input.flag('dry-run')) {
      terminal.out('Nothing was written, because this was a dry run. Without --dry-run, the command asks and writes.');
      return 0;
    }
    const answer =
      input.flag('yes') || (await terminal.confirm(`Write ${changes.length === 1 ? 'this change' : `these ${changes.length} files`}?`));
    if (answer === null) {
      terminal.note(
        'Nothing was written, because standard input is not a terminal that can show a question. Run the command again with --yes.',
      );
      return 1;
    }
    if (!answer) {
      terminal.out('Nothing was written.');
      return 0;
    }
    await applyChanges(project.folder, changes);
    terminal.out(styled('green', 'Done.'), ' Next:');
    printSteps(steps, terminal);
    return 0;
  },
};

function printSteps(steps: readonly string[], terminal: Terminal): void {
  for (const step of steps) terminal.out(`- ${step}`);
}

function readChoice<Name extends string>(option: string, text: string | undefined, names: readonly Name[]): Name | null {
  const found = names.find((name) => name === text) ?? null;
  if (text !== undefined && found === null) throw new UsageError(`${option} must be one of ${names.join(', ')}.`);
  return found;
}

function describe({ framework, authentication, isTypeScript }: Project): string {
  const app = { vite: 'a Vite app', nextjs: 'a Next.js app', 'power-pages': 'a Power Pages site' }[framework];
  const language = isTypeScript ? 'TypeScript' : 'JavaScript';
  if (framework === 'power-pages') return `${app} in ${language}`;
  const signIn = { msal: 'MSAL', auth0: 'Auth0', 'next-auth': 'next-auth', oidc: 'OpenID Connect', own: 'a sign-in of its own' }[
    authentication
  ];
  return `${app} in ${language} with ${signIn}`;
}
