/** Writes a time of day, e.g. "14:05". A language that the browser cannot read, or none, is the browser's own. */
export function timeFormat(locale: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(canonical(locale), { hour: 'numeric', minute: '2-digit' });
  return (at) => format.format(at);
}

function canonical(locale: string): string[] {
  try {
    return Intl.getCanonicalLocales(locale);
  } catch {
    return []; // lang="en_US" and the like
  }
}
