import type { Plugin } from 'vite';
import { readHooks } from './read-hooks.js';

const id = 'virtual:hook-docs';

/** A module with what the sources say of each hook. They are read only when a docs page asks for it: that takes seconds. */
export function hookDocsPlugin(): Plugin {
  return {
    name: 'hook-docs',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (module) => (module === `\0${id}` ? `export default ${JSON.stringify(readHooks())}` : null),
  };
}
