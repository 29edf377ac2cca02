import { TZDate } from '@date-fns/tz';

/** A day of the week, in English. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** A period in which a queue is open, on each of the given days. */
export interface OpenPeriod {
  /** The days on which the queue opens at `from`. */
  days: readonly Weekday[];
  /** Local time of day at which the queue opens, e.g. '09:00'. */
  from: string;
  /** Local time of day at which the queue closes, e.g. '17:30'. A time at or before `from` is on the next day. */
  to: string;
}

/** The operating hours record of a queue. */
export interface OperatingHours {
  /** IANA time zone of the periods, e.g. 'Europe/Berlin'. Required, because the time zone of a server or a browser can differ from the queue's. */
  timeZone: string;
  /** The periods in which the queue is open. A queue without periods is always closed. */
  periods: readonly OpenPeriod[];
}

/** Whether a queue is within its operating hours. Times are milliseconds since the epoch; null means never. */
export type OpenStatus =
  | { status: 'open'; closesAt: number | null }
  | { status: 'closed'; opensAt: number | null; closesAt: number | null };

const weekdays: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Number of days in which the next opening and closing are searched. The periods repeat each week, so this is enough. */
const horizon = 8;

/** Returns whether a queue with these operating hours is open at `now`. Without operating hours a queue is always open. */
export function openStatus(hours: OperatingHours | undefined, now: number): OpenStatus {
  if (!hours) return { status: 'open', closesAt: null };
  const intervals = openIntervals(hours, now);
  const current = intervals.find(({ from, to }) => from <= now && now < to);
  if (current) return { status: 'open', closesAt: current === intervals.at(-1) ? null : current.to };
  const next = intervals.find(({ from }) => from > now);
  return { status: 'closed', opensAt: next?.from ?? null, closesAt: next?.to ?? null };
}

interface Interval {
  from: number;
  to: number;
}

/** Returns the open intervals around `now` in order. Intervals that touch or overlap are joined. */
function openIntervals({ timeZone, periods }: OperatingHours, now: number): Interval[] {
  const today = TZDate.tz(timeZone, now);
  const days = Array.from({ length: horizon + 2 }, (_, index) => index - 1);
  const found = days.flatMap((offset) => {
    const at = (time: string, days = 0) => {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      return TZDate.tz(timeZone, today.getFullYear(), today.getMonth(), today.getDate() + offset + days, hour, minute).getTime();
    };
    const weekday = weekdays[(today.getDay() + offset + 7) % 7];
    const open = periods.filter(({ days }) => weekday !== undefined && days.includes(weekday));
    return open.map(({ from, to }) => ({ from: at(from), to: at(to, to <= from ? 1 : 0) }));
  });
  return join(found.toSorted((a, b) => a.from - b.from));
}

function join(sorted: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const interval of sorted) {
    const last = joined.at(-1);
    if (last && interval.from <= last.to) last.to = Math.max(last.to, interval.to);
    else joined.push({ ...interval });
  }
  return joined;
}

/** Returns what is wrong with operating hours, or null. */
export function operatingHoursProblem({ timeZone, periods }: OperatingHours): string | null {
  if (!isTimeZone(timeZone)) return `${JSON.stringify(timeZone)} is not an IANA time zone. Enter one such as Europe/Berlin.`;
  const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  const wrong = periods.flatMap(({ from, to }) => [from, to]).find((text) => !isTime(text));
  return wrong === undefined ? null : `${JSON.stringify(wrong)} is not a time of day. Enter hours and minutes such as 09:00.`;
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
