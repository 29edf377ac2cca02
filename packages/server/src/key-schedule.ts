/** When a key signs and how it ranks: what the schedule needs to know of it. */
export interface ScheduledKey {
  kid: string;
  /** Counts up with each rotation. Instances that rotate at once make keys of one generation. */
  generation: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** Milliseconds since the epoch; from then on the key may sign. Before that it is only published. */
  signsFrom: number;
}

/** The ring's durations, in milliseconds; `rotateAfter` is infinite where only `rotate()` replaces keys. */
export interface Timing {
  publishAhead: number;
  rotateAfter: number;
  retention: number;
}

/** What a set of keys means at one moment. */
export interface Schedule<Key extends ScheduledKey> {
  /** The key that signs now; null when there is none. */
  signing: Key | null;
  /** The key that will take over from it; null when none is waiting. */
  next: Key | null;
  /** What the public key endpoint serves, the signing key first; `until` in milliseconds since the epoch. */
  published: readonly { key: Key; until: number }[];
  /** Keys whose last token has expired. */
  expired: readonly Key[];
  /** The signing key is so old that its successor should be published now. */
  rotationDue: boolean;
  /** Milliseconds since the epoch: until then the same keys give the same schedule. */
  holdsUntil: number;
}

const day = 86_400_000;

/**
 * Reads the schedule off the keys. Every instance that sees the same keys at the same time gets the same answer, which is
 * what lets many of them agree without locks: the newest generation that may sign does, and within it the lowest key id.
 */
export function scheduleOf<Key extends ScheduledKey>(keys: readonly Key[], now: number, timing: Timing): Schedule<Key> {
  const ranked = keys.toSorted((a, b) => b.generation - a.generation || (a.kid < b.kid ? -1 : 1));
  const oldest = ranked.at(-1)?.generation;
  const signing = ranked.find((key) => key.signsFrom <= now) ?? ranked.find((key) => key.generation === oldest) ?? null;
  const next = ranked[0] === signing ? null : (ranked[0] ?? null);
  const lives = ranked.map((key, rank) => ({ key, until: publishedUntil(key, ranked.slice(0, rank), now, timing) }));
  const published = lives.filter(({ until }) => until > now);
  const dueAt = signing && !next ? signing.signsFrom + timing.rotateAfter - timing.publishAhead : Number.POSITIVE_INFINITY;
  const changes = [dueAt, ...ranked.flatMap((key) => [key.signsFrom, plannedEnd(key, timing)]), ...lives.map(({ until }) => until)];
  return {
    signing,
    next,
    published: [...published.filter(({ key }) => key === signing), ...published.filter(({ key }) => key !== signing)],
    expired: lives.filter(({ until }) => until <= now).map(({ key }) => key),
    rotationDue: dueAt <= now,
    holdsUntil: Math.min(startOfDay(now) + day, ...changes.filter((at) => at > now)),
  };
}

// A key with a successor stays until the successor's first signature plus the retention; without one, until its planned end.
function publishedUntil(key: ScheduledKey, higher: readonly ScheduledKey[], now: number, timing: Timing): number {
  if (higher.length > 0) return Math.max(key.signsFrom, Math.min(...higher.map(({ signsFrom }) => signsFrom))) + timing.retention;
  const planned = plannedEnd(key, timing);
  // With no end in sight a year is named, counted in whole days, so that the document does not change with every call.
  const end = Number.isFinite(planned) && planned > now ? planned : startOfDay(now) + 366 * day;
  return end + timing.publishAhead + timing.retention;
}

function plannedEnd({ signsFrom }: ScheduledKey, { rotateAfter }: Timing): number {
  return signsFrom + rotateAfter;
}

function startOfDay(at: number): number {
  return Math.floor(at / day) * day;
}
