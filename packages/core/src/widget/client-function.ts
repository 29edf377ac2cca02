import { readOrUndefined } from '../foreign-code.js';
import type { AuthTokenCallback } from './sdk.js';

type ClientFunction = (callback: AuthTokenCallback) => void | Promise<void>;
type Holder = Record<string, unknown>;

/** The name in Microsoft's documentation. Used when the app sets no name. */
export const defaultClientFunction = 'auth.getAuthenticationToken';

/** An installed client function. */
export interface InstalledFunction {
  /** True while the page still has this library's function at the path. */
  isInPlace(): boolean;
  /** Restores the previous value at the path. */
  uninstall(): void;
}

/** The installed functions at one path. The last one responds. */
interface Installed {
  functions: ClientFunction[];
  isInPlace(): boolean;
  uninstall(): void;
}

/** The page's installed paths. A registered symbol, so that two copies of the library do not overwrite each other. */
const registry = Symbol.for('lcw-auth.client-functions');

/** @throws TypeError when `path` is not a dotted path of names. */
export function checkClientFunction(path: string): void {
  if (/^[\w$]+(\.[\w$]+)*$/.test(path) && !/(^|\.)(__proto__|prototype|constructor|\d[^.]*)(\.|$)/.test(path)) return;
  throw new TypeError(
    `clientFunction must be a dotted path such as '${defaultClientFunction}', or false for none, not ${JSON.stringify(path)}.`,
  );
}

/**
 * Installs `respond` where the widget looks up the JavaScript client function of the chat authentication setting.
 * @param mode `replace` replaces an existing value at the path; `fill` installs only where the path is empty.
 * @returns null when the function cannot be installed there.
 */
export function installClientFunction(
  window: Window,
  path: string,
  mode: 'replace' | 'fill',
  respond: ClientFunction,
): InstalledFunction | null {
  const page = window as Window & { [registry]?: Map<string, Installed> };
  const paths = (page[registry] ??= new Map());
  const present = paths.get(path);
  const installed = present?.isInPlace() ? present : readOrUndefined(() => install(window, path, mode));
  if (!installed) return null;
  paths.set(path, installed);
  installed.functions.push(respond);
  return {
    isInPlace: installed.isInPlace,
    uninstall() {
      const index = installed.functions.indexOf(respond);
      if (index >= 0) installed.functions.splice(index, 1);
      if (installed.functions.length > 0) return;
      readOrUndefined(installed.uninstall);
      if (paths.get(path) === installed) paths.delete(path);
    },
  };
}

function install(window: Window, path: string, mode: 'replace' | 'fill'): Installed | null {
  const names = path.split('.');
  const last = names.pop()!;
  /** The objects that this call creates, innermost first. `uninstall` removes them when they are empty. */
  const created: [Holder, string][] = [];
  let holder = window as unknown as Holder;
  for (const name of names) {
    if (holder[name] == null && Reflect.set(holder, name, {})) created.unshift([holder, name]);
    const next = holder[name];
    const mayUse = mode === 'replace' ? Object(next) === next : isPlainObject(next);
    if (!mayUse) return null;
    holder = next as Holder;
  }
  if (mode === 'fill' && holder[last] != null) return null;
  const before = Object.getOwnPropertyDescriptor(holder, last);
  const functions: ClientFunction[] = [];
  // The widget calls it without `this`.
  const own: ClientFunction = (callback) => functions.at(-1)?.(callback);
  if (!Reflect.set(holder, last, own)) return null;
  const isInPlace = () => readOrUndefined(() => holder[last] === own && findAt(window, path) === own) === true;
  return {
    functions,
    isInPlace,
    uninstall() {
      // Another script has replaced the function. Its function stays.
      if (holder[last] !== own) return;
      Reflect.deleteProperty(holder, last);
      if (before) Reflect.defineProperty(holder, last, before);
      for (const [parent, name] of created) {
        if (Object.keys(parent[name] ?? [name]).length === 0) Reflect.deleteProperty(parent, name);
      }
    },
  };
}

/** True when another script's function is at the path. */
export const hasForeignFunction = (window: Window, path: string, installed: InstalledFunction | null): boolean =>
  !installed?.isInPlace() && typeof readOrUndefined(() => findAt(window, path)) === 'function';

/** True for a plain object of this or another realm. False for the object of a library, such as an authentication client. */
function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const findAt = (window: Window, path: string): unknown =>
  path.split('.').reduce<unknown>((holder, name) => (holder as Holder | undefined)?.[name], window);
