import type { AuthTokenCallback } from './widget.js';

type ClientFunction = (callback: AuthTokenCallback) => void | Promise<void>;
type Parent = Record<string, unknown>;

/** What stands at one path: the functions that want it, the last one answers, and what stood there before. */
interface Installed {
  functions: ClientFunction[];
  uninstall(): void;
}

/** The page's installed paths. A registered symbol, so that two copies of the library never clobber each other. */
const registry = Symbol.for('lcw-auth.client-functions');

/** @throws TypeError when `path` is no dotted path of names, e.g. 'auth.getAuthenticationToken'. */
export function checkClientFunction(path: string): void {
  if (/^[\w$]+(\.[\w$]+)*$/.test(path) && !/(^|\.)(__proto__|prototype|constructor|\d[^.]*)(\.|$)/.test(path)) return;
  throw new TypeError(`clientFunction must be a dotted path such as 'auth.getAuthenticationToken', not ${JSON.stringify(path)}.`);
}

/**
 * Puts `answer` where the chat authentication setting's JavaScript client function is looked up. The widget calls it
 * without `this`, so nothing may depend on that.
 * @returns What restores the page, or null where something that is no object stands in the way.
 */
export function installClientFunction(window: Window, path: string, answer: ClientFunction): (() => void) | null {
  const page = window as Window & { [registry]?: Map<string, Installed> };
  const paths = (page[registry] ??= new Map());
  const installed = paths.get(path) ?? install(window, path);
  if (!installed) return null;
  paths.set(path, installed);
  installed.functions.push(answer);
  return () => {
    installed.functions.splice(installed.functions.indexOf(answer), 1);
    if (installed.functions.length > 0) return;
    installed.uninstall();
    paths.delete(path);
  };
}

function install(window: Window, path: string): Installed | null {
  const names = path.split('.');
  const last = names.pop()!;
  /** Objects made on the way, innermost first: they go again if nothing else was put into them. */
  const made: [Parent, string][] = [];
  let parent = window as unknown as Parent;
  for (const name of names) {
    if (parent[name] == null && Reflect.set(parent, name, {})) made.unshift([parent, name]);
    const next = parent[name];
    if (Object(next) !== next) return null;
    parent = next as Parent;
  }
  const before = Object.getOwnPropertyDescriptor(parent, last);
  const functions: ClientFunction[] = [];
  const own: ClientFunction = (callback) => functions.at(-1)?.(callback);
  if (!Reflect.set(parent, last, own)) return null;
  return {
    functions,
    uninstall() {
      // Whoever replaced it meanwhile keeps what they put there.
      if (parent[last] !== own) return;
      Reflect.deleteProperty(parent, last);
      if (before) Reflect.defineProperty(parent, last, before);
      for (const [holder, name] of made) {
        if (Object.keys(holder[name] ?? [name]).length === 0) Reflect.deleteProperty(holder, name);
      }
    },
  };
}
