/** Returns a function that writes a time of day, e.g. "07:05". An empty or invalid locale stands for the browser's own. */
export function timeFormat(locale: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(canonical(locale), { timeStyle: 'short' });
  return (at) => format.format(at);
}

function canonical(locale: string): string[] {
  try {
    return Intl.getCanonicalLocales(locale);
  } catch {
    return []; // E.g. lang="en_US", which is not a valid locale.
  }
}
