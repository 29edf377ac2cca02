import { resolve } from 'node:path';
import { installProject, run } from './packed.js';

/** portal-app with the packed packages, and the commands that its developer runs. */
export interface PortalApp {
  node(file: string, version?: number): Promise<string>;
  typeScript(name: string, bin: string, mode: 'bundler' | 'nodenext'): Promise<void>;
  esbuild(...options: string[]): Promise<string>;
  directory: string;
}

/** Installs portal-app. */
export async function installPortalApp(more: Record<string, string> = {}): Promise<PortalApp> {
  const directory = await installProject(resolve(import.meta.dirname, 'portal-app'), more);
  return {
    directory,
    node: (file, version) => (version ? run('npx', ['-y', `node@${version}`, file], directory) : run('node', [file], directory)),
    async typeScript(name, bin, mode) {
      try {
        await run('node', [`node_modules/${name}/bin/${bin}`, '-p', `tsconfig.${mode}.json`], directory);
      } catch (error) {
        // The declarations are checked too. Errors in the declarations of other packages are ignored.
        const { message } = error as Error;
        const ours = message.match(/^(?!node_modules\/(?!@lcw-auth\/|lcw-auth\/)).*error TS.*$/gm);
        if (ours || !message.includes('error TS')) throw new Error(ours?.join('\n') ?? message, { cause: error });
      }
    },
    esbuild: (...options) =>
      run(
        'node_modules/.bin/esbuild',
        ['page.ts', '--bundle', '--minify', '--format=esm', '--define:process.env.NODE_ENV="production"', ...options],
        directory,
      ),
  };
}
