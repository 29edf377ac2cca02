/**
 * Copies options so that their functions never change identity and call the newest: two copies are equal unless
 * something changed that matters. That there is such a function at all does, which one it is does not (rule 5).
 */
export function createStableFunctions<Options extends object>(): (newest: Options) => Options {
  let latest: Record<string, unknown> = {};
  const functions: Record<string, unknown> = {};
  const stable =
    (name: string) =>
    (...args: unknown[]) =>
      (latest[name] as (...args: unknown[]) => unknown)(...args);

  return (newest) => {
    latest = { ...newest } as Record<string, unknown>;
    const entries = Object.entries(latest).map(([name, value]) => [
      name,
      typeof value === 'function' ? (functions[name] ??= stable(name)) : value,
    ]);
    return Object.fromEntries(entries) as Options;
  };
}
