/** The facts about a key from which the schedule is computed. */
export interface ScheduledKey {
  kid: string;
  /** Increases by one with each rotation. Instances that rotate at the same time create keys of the same generation. */
  generation: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** Milliseconds since the epoch. From then on the key may sign. Before that it is only published. */
  signsFrom: number;
}

/** The record of a revoked key. It stays stored after the key is removed, so that no older key signs again. */
export interface Revocation {
  kid: string;
  generation: number;
  /** Milliseconds since the epoch. */
  revokedAt: number;
  /** True when it was the signing key. Then no key of its generation or of an older one ever signs again. */
  wasSigning: boolean;
}

/** The ring's durations, in milliseconds. `rotateAfter` is infinite when only `rotate()` replaces keys. */
export interface Timing {
  publishAhead: number;
  rotateAfter: number;
  retention: number;
}

/** The roles of a set of keys at one moment. */
export interface Schedule<Key extends ScheduledKey> {
  /** The key that signs now, or null when there is none. */
  signing: Key | null;
  /** The key that takes over next, or null when no usable key is waiting. */
  next: Key | null;
  /** The keys that the public key endpoint serves, the signing key first. `until` is in milliseconds since the epoch. */
  published: readonly { key: Key; until: number }[];
  /** Keys whose last token has expired. */
  expired: readonly Key[];
  /** Keys that were created while a clock was far ahead of the current time. */
  misdated: readonly Key[];
  /** True when the successor of the signing key should be published now. */
  rotationDue: boolean;
  /** Milliseconds since the epoch. The moment for which the schedule was computed. It is not valid earlier. */
  computedFor: number;
  /** Milliseconds since the epoch. Until then the same keys give the same schedule. */
  holdsUntil: number;
}

const day = 86_400_000;

// In milliseconds. A key that is dated further ahead was created with a wrong clock. The clocks of the instances may differ by four
// minutes, which is less, so a clock that is slightly wrong causes no notice.
const misdatedAhead = 600_000;

/**
 * Computes the schedule from the keys and the revocations. Every instance that sees the same entries at the same time gets the
 * same answer, so many instances agree without locks.
 *
 * Of the keys that may sign, the newest generation signs. Within a generation, the lowest key id signs. When the signing key was
 * revoked, only newer generations sign, and the oldest of them begins immediately.
 */
export function scheduleOf<Key extends ScheduledKey>(
  keys: readonly Key[],
  revocations: readonly Revocation[],
  now: number,
  timing: Timing,
): Schedule<Key> {
  const ranked = keys.toSorted((a, b) => b.generation - a.generation || (a.kid < b.kid ? -1 : 1));
  const signing = signingKeyOf(ranked, revocations, now);
  const misdated = ranked.filter((key) => isMisdated(key, now));
  const waiting = signing ? ranked.slice(0, ranked.indexOf(signing)) : [];
  const next = waiting.find((key) => !misdated.includes(key)) ?? null;
  const lives = ranked.map((key, rank) => ({ key, until: publishedUntil(key, ranked.slice(0, rank), now, timing) }));
  const published = lives.filter(({ until }) => until > now);
  const dueAt = signing && !next ? rotationDueAt(signing, now, timing) : Number.POSITIVE_INFINITY;
  const changes = ranked.flatMap((key) => [key.signsFrom, plannedEnd(key, timing), key.createdAt - misdatedAhead]);
  return {
    signing,
    next,
    published: [...published.filter(({ key }) => key === signing), ...published.filter(({ key }) => key !== signing)],
    expired: lives.filter(({ until }) => until <= now).map(({ key }) => key),
    misdated,
    rotationDue: dueAt <= now,
    computedFor: now,
    holdsUntil: Math.min(startOfDay(now) + day, ...[dueAt, ...changes, ...lives.map(({ until }) => until)].filter((at) => at > now)),
  };
}

function signingKeyOf<Key extends ScheduledKey>(ranked: readonly Key[], revocations: readonly Revocation[], now: number): Key | null {
  const newestRevoked = Math.max(
    Number.NEGATIVE_INFINITY,
    ...revocations.filter(({ wasSigning }) => wasSigning).map(({ generation }) => generation),
  );
  const candidates = ranked.filter(({ generation }) => generation > newestRevoked);
  const oldest = candidates.at(-1)?.generation;
  return candidates.find((key) => key.signsFrom <= now) ?? candidates.find(({ generation }) => generation === oldest) ?? null;
}

function isMisdated(key: ScheduledKey, now: number): boolean {
  return key.createdAt - misdatedAhead > now;
}

// The age of a misdated key is unknown, so its successor is due immediately.
function rotationDueAt(signing: ScheduledKey, now: number, timing: Timing): number {
  return isMisdated(signing, now) && Number.isFinite(timing.rotateAfter) ? now : plannedEnd(signing, timing) - timing.publishAhead;
}

// A key with a successor stays published until the successor has signed for the time of `retention`. The expiry of a key without a
// successor is an estimate: its planned end, plus `publishAhead` until a successor signs, plus `retention`.
function publishedUntil(key: ScheduledKey, higher: readonly ScheduledKey[], now: number, timing: Timing): number {
  if (higher.length > 0) {
    // An instance that cannot reach the storage signs for `publishAhead` with the keys that it knows. It may not know the successor
    // during that time, so the successor counts from `publishAhead` after its creation at the earliest.
    const superseded = Math.min(...higher.map(({ signsFrom, createdAt }) => Math.max(signsFrom, createdAt + timing.publishAhead)));
    // A misdated key that has a successor never signs at its own date, which may be years away.
    return Math.max(isMisdated(key, now) ? 0 : key.signsFrom, superseded) + timing.retention;
  }
  const planned = plannedEnd(key, timing);
  // Without a planned end, the expiry is a year ahead. It is rounded to whole days, so that it does not change with every call.
  const end = Number.isFinite(planned) && planned > now ? planned : startOfDay(now) + 366 * day;
  return end + timing.publishAhead + timing.retention;
}

function plannedEnd({ signsFrom }: ScheduledKey, { rotateAfter }: Timing): number {
  return signsFrom + rotateAfter;
}

function startOfDay(at: number): number {
  return Math.floor(at / day) * day;
}
