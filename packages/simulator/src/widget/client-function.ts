/** A client function, which takes a callback for the JWT. */
export type ClientFunction = (callback: (token: unknown) => void) => unknown;

/** Returns the function at a dotted path on `window`, without its `this`, or undefined. */
export function findClientFunction(window: Window, path: string): ClientFunction | undefined {
  let scope: unknown = window;
  for (const name of path.split('.')) {
    if (scope === undefined || scope === null || scope === false || scope === 0 || scope === '') return undefined;
    scope = (Object(scope) as Record<string, unknown>)[name];
  }
  return typeof scope === 'function' ? (scope as ClientFunction) : undefined;
}
