import type { Plugin } from 'vite';
import { readHooks } from './read-hooks.js';

const id = 'virtual:hook-docs';

/** A module with the documentation of each hook, read from the sources. It takes seconds, so it runs only when a docs page needs it. */
export function hookDocsPlugin(): Plugin {
  return {
    name: 'hook-docs',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (module) => (module === `\0${id}` ? `export default ${JSON.stringify(readHooks())}` : null),
  };
}
