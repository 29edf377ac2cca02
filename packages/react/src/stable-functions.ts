const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/**
 * Creates a function that copies options. The functions in the copies, also those of a nested plain object such as `botSso`,
 * stay the same and call the newest function. So an app may write its functions inline: two copies are equal unless
 * something other than a function's identity changed, and nothing registers again.
 */
export function createStableFunctions<Options extends object>(): (newest: Options) => Options {
  let latest: Record<string, unknown> = {};
  const functions: Record<string, unknown> = {};
  const nested: Record<string, (newest: object) => object> = {};

  function toStable([name, value]: [string, unknown]): [string, unknown] {
    if (typeof value === 'function') {
      return [name, (functions[name] ??= (...args: unknown[]) => (latest[name] as (...all: unknown[]) => unknown)(...args))];
    }
    return [name, isPlainObject(value) ? (nested[name] ??= createStableFunctions())(value) : value];
  }

  return (newest) => {
    latest = { ...newest } as Record<string, unknown>;
    return Object.fromEntries(Object.entries(latest).map(toStable)) as Options;
  };
}
