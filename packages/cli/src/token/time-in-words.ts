const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The difference between a time and now, in words: "in 14 minutes", "3 hours ago", "now". */
export function inWords(seconds: number): string {
  const size = Math.abs(seconds);
  const [unit, length] = units.find(([, least]) => size >= least) ?? ['second', 1];
  const count = Math.round(size / length);
  if (count === 0) return 'now';
  const span = `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`;
  return seconds > 0 ? `in ${span}` : `${span} ago`;
}

/** A time claim in words: the date, and its distance from now. Both times in seconds since 1970. */
export function timeInWords(at: number, now: number): string {
  const date = new Date(at * 1000);
  return Number.isNaN(date.getTime()) ? 'not a date' : `${date.toISOString().replace('.000', '')}, ${inWords(at - now)}`;
}
