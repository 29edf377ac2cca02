import type * as cryptoModule from 'node:crypto';
import type * as fsModule from 'node:fs/promises';
import type * as pathModule from 'node:path';

/**
 * Returns a module of Node, or undefined on a runtime without Node's modules. The module is requested by name and never imported,
 * because bundlers for workers fail on imports that they cannot resolve.
 */
export function nodeModule<Id extends keyof NodeModules>(id: Id): NodeModules[Id] | undefined {
  const runtime: { process?: { getBuiltinModule?: (id: Id) => NodeModules[Id] | undefined } } = globalThis;
  return runtime.process?.getBuiltinModule?.(id);
}

interface NodeModules {
  'node:crypto': typeof cryptoModule;
  'node:fs/promises': typeof fsModule;
  'node:path': typeof pathModule;
}
