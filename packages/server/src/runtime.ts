import type * as cryptoModule from 'node:crypto';
import type * as fsModule from 'node:fs/promises';
import type * as pathModule from 'node:path';
import type * as streamModule from 'node:stream';

/**
 * A module of Node's, or undefined on a runtime without Node's modules.
 * It is asked for by name and never imported, so that no bundler for workers trips over an import it cannot resolve.
 */
export function nodeModule<Id extends keyof NodeModules>(id: Id): NodeModules[Id] | undefined {
  const runtime: { process?: { getBuiltinModule?: (id: Id) => NodeModules[Id] | undefined } } = globalThis;
  return runtime.process?.getBuiltinModule?.(id);
}

interface NodeModules {
  'node:crypto': typeof cryptoModule;
  'node:fs/promises': typeof fsModule;
  'node:path': typeof pathModule;
  'node:stream': typeof streamModule;
}
