import { scheduleOf, type Revocation, type Schedule, type ScheduledKey, type Timing } from './key-schedule.js';

/** The view that one instance has of the ring. Its own times are on the monotonic clock, in milliseconds. */
export interface RingState<Key extends ScheduledKey> {
  /** The keys of the newest read, without the revoked ones. */
  readonly keys: readonly Key[];
  /** Every revocation that this instance has made or read. */
  readonly revocations: readonly Revocation[];
  /** Revoked keys that the storage still holds. */
  readonly leftovers: readonly string[];
  /** Number of the read that `keys` come from. Reads are numbered when they start. */
  readonly readNumber: number;
  /** Start of that read. */
  readonly readAt: number;
  /** For each key, the end of the time in which other instances may have keys that this instance does not see yet. */
  readonly settlesAt: ReadonlyMap<string, number>;
  /** For each expired key, when this instance first saw that it had expired. */
  readonly expiredAt: ReadonlyMap<string, number>;
}

/** The events that change an instance's view of the ring. */
export type RingEvent<Key extends ScheduledKey> =
  | { type: 'read'; number: number; startedAt: number; keys: readonly Key[]; revocations: readonly Revocation[] }
  | { type: 'revoked'; revocation: Revocation };

/** The date (`wall`) and the age of the process (`monotonic`) at one moment, in milliseconds. */
export interface Moment {
  wall: number;
  monotonic: number;
}

/** The ring's durations, in milliseconds. */
export interface RingTiming extends Timing {
  refreshInterval: number;
  propagationTime: number;
}

/** The maintenance that a view of the ring requires. */
export interface Duties {
  /** The key to create: one that signs immediately, one that is published ahead, or none. */
  create: 'signing' | 'successor' | null;
  /** Entries to remove from the storage. */
  remove: readonly string[];
}

/** The view of an instance that has read nothing yet. */
export const unread: RingState<never> = {
  keys: [],
  revocations: [],
  leftovers: [],
  readNumber: 0,
  readAt: Number.NEGATIVE_INFINITY,
  settlesAt: new Map(),
  expiredAt: new Map(),
};

/** Returns the view after an event. */
export function nextRing<Key extends ScheduledKey>(
  state: RingState<Key>,
  event: RingEvent<Key>,
  now: Moment,
  timing: RingTiming,
): RingState<Key> {
  if (event.type === 'revoked') return withRevocations(state, state.keys, [event.revocation]);
  const { number, startedAt, keys, revocations } = event;
  // When two reads overlap, the read that started later is newer.
  if (number <= state.readNumber) return withRevocations(state, state.keys, revocations);
  const read = withRevocations({ ...state, leftovers: [], readNumber: number, readAt: startedAt }, keys, revocations);
  const { expired } = scheduleFor(read, now, timing);
  return {
    ...read,
    settlesAt: new Map(read.keys.map((key) => [key.kid, state.settlesAt.get(key.kid) ?? settlingEnd(key, now, timing)])),
    expiredAt: new Map(expired.map(({ kid }) => [kid, state.expiredAt.get(kid) ?? now.monotonic])),
  };
}

/** Returns the schedule of a view at a moment. */
export function scheduleFor<Key extends ScheduledKey>(state: RingState<Key>, { wall }: Moment, timing: Timing): Schedule<Key> {
  return scheduleOf(state.keys, state.revocations, wall, timing);
}

/** Returns the maintenance that a view requires. */
export function dutiesOf<Key extends ScheduledKey>(state: RingState<Key>, now: Moment, timing: RingTiming): Duties {
  const { signing, rotationDue } = scheduleFor(state, now, timing);
  // On a clock that is ahead, a key looks expired although other instances still sign with it, for at most `publishAhead`. The key
  // is therefore removed only after the last tokens of those instances have expired too. The monotonic clock measures this delay.
  const delay = timing.publishAhead + timing.retention;
  const expired = [...state.expiredAt].filter(([, since]) => now.monotonic - since >= delay).map(([kid]) => kid);
  return { create: signing ? (rotationDue ? 'successor' : null) : 'signing', remove: [...state.leftovers, ...expired] };
}

/** True while other instances may have young keys that this instance does not see yet. */
export function isSettling<Key extends ScheduledKey>(state: RingState<Key>, { monotonic }: Moment): boolean {
  return [...state.settlesAt.values()].some((end) => end > monotonic);
}

function withRevocations<Key extends ScheduledKey>(
  state: RingState<Key>,
  keys: readonly Key[],
  found: readonly Revocation[],
): RingState<Key> {
  const known = new Set(state.revocations.map(({ kid }) => kid));
  const revocations = [...state.revocations, ...found.filter(({ kid }) => !known.has(kid))];
  const revoked = new Set(revocations.map(({ kid }) => kid));
  return {
    ...state,
    revocations,
    keys: keys.filter(({ kid }) => !revoked.has(kid)),
    leftovers: [...new Set([...state.leftovers, ...keys.filter(({ kid }) => revoked.has(kid)).map(({ kid }) => kid)])],
  };
}

// The date is used once, when the key is first seen. After that only the monotonic clock counts.
function settlingEnd(key: ScheduledKey, now: Moment, { propagationTime }: RingTiming): number {
  const age = Math.max(0, now.wall - key.createdAt);
  return now.monotonic + Math.max(0, propagationTime - age);
}
