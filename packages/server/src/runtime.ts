/**
 * A module of Node's, or undefined on a runtime without Node's modules.
 * It is asked for by name and never imported, so that no bundler for workers trips over an import it cannot resolve.
 */
export function nodeModule<Id extends keyof NodeModules>(id: Id): NodeModules[Id] | undefined {
  const runtime: { process?: { getBuiltinModule?: (id: Id) => NodeModules[Id] | undefined } } = globalThis;
  return runtime.process?.getBuiltinModule?.(id);
}

interface NodeModules {
  'node:crypto': typeof import('node:crypto');
  'node:fs/promises': typeof import('node:fs/promises');
  'node:path': typeof import('node:path');
  'node:stream': typeof import('node:stream');
}
