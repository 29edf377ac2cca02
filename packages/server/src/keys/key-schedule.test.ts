import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheduleOf, type Revocation, type ScheduledKey, type Timing } from './key-schedule.js';

const hour = 3_600_000;
const timing: Timing = { publishAhead: hour, rotateAfter: 100 * hour, retention: 2 * hour };
const start = 1_800_000_000_000;

/** Returns the schedule of the keys with the durations of these tests. */
function scheduleAt(keys: readonly ScheduledKey[], now: number, revocations: readonly Revocation[] = []) {
  return scheduleOf(keys, revocations, now, timing);
}

function key(kid: string, generation: number, signsFrom: number): ScheduledKey {
  return { kid, generation, createdAt: signsFrom - hour, signsFrom };
}

describe('the schedule', () => {
  test('has no signing key when there are no keys', () => {
    expect(scheduleAt([], start)).toMatchObject({ signing: null, next: null, published: [], rotationDue: false });
  });

  test('publishes a key before it signs, lets it sign, and publishes the old one until its last token has expired', () => {
    const old = key('old', 1, start - 50 * hour);
    const successor = key('new', 2, start);
    const at = (hours: number): (string | undefined)[] => {
      const { signing, published } = scheduleAt([old, successor], start + hours * hour);
      return [signing?.kid, ...published.map((entry) => entry.key.kid)];
    };
    expect(at(-0.5)).toEqual(['old', 'old', 'new']);
    expect(at(0)).toEqual(['new', 'new', 'old']);
    expect(at(1.99)).toEqual(['new', 'new', 'old']);
    expect(at(2)).toEqual(['new', 'new']);
    expect(scheduleAt([old, successor], start + 2 * hour).expired).toEqual([old]);
    expect(scheduleAt([old, successor], start).expired).toEqual([]);
  });

  test('does not extend the publication of a retired key because of a later rotation', () => {
    const keys = [key('a', 1, start - 50 * hour), key('b', 2, start), key('c', 3, start + hour)];
    const { published } = scheduleAt(keys, start + 2 * hour);
    expect(published.map((entry) => entry.key.kid)).toEqual(['c', 'b']);
  });

  test('holds until the next change, also when it is computed at the moment of a change', () => {
    expect(scheduleAt([key('a', 1, start)], start).holdsUntil).toBeGreaterThan(start);
    expect(scheduleAt([key('a', 1, start + hour)], start).holdsUntil).toBe(start + hour);
  });

  test('lets the oldest generation sign when no key may sign yet', () => {
    const keys = [key('a', 2, start + hour), key('c', 1, start + hour), key('b', 1, start + 2 * hour)];
    const { signing, next } = scheduleAt(keys, start);
    expect([signing?.kid, next?.kid]).toEqual(['b', 'a']);
  });

  test('lets the lowest key id of a generation sign, and publishes every key', () => {
    const keys = [key('b', 2, start), key('a', 2, start), key('z', 1, start - 9 * hour)];
    const { signing, published } = scheduleAt(keys, start + 1);
    expect(signing?.kid).toBe('a');
    expect(published.map((entry) => entry.key.kid).toSorted()).toEqual(['a', 'b', 'z']);
  });

  test('reports that rotation is due at the age limit minus publishAhead, but not while a key is waiting', () => {
    const old = key('old', 1, start);
    expect(scheduleAt([old], start + 99 * hour - 1).rotationDue).toBe(false);
    expect(scheduleAt([old], start + 99 * hour).rotationDue).toBe(true);
    expect(scheduleAt([old, key('new', 2, start + 100 * hour)], start + 99 * hour).rotationDue).toBe(false);
  });

  test('holds only until the planned end of a key without a successor, because the published expiry changes then', () => {
    const end = start + 100 * hour;
    const before = scheduleAt([key('old', 1, start)], end - 1);
    expect(before.holdsUntil).toBe(end);
    expect(scheduleAt([key('old', 1, start)], end).published).not.toEqual(before.published);
  });

  test('never rotates by age without an age limit, and still publishes an expiry in the future', () => {
    const { rotationDue, published } = scheduleOf([key('old', 1, start)], [], start + 10_000 * hour, {
      ...timing,
      rotateAfter: Number.POSITIVE_INFINITY,
    });
    expect(rotationDue).toBe(false);
    expect(published[0]?.until).toBeGreaterThan(start + 18_000 * hour);
  });
});

describe('after a revocation, the schedule', () => {
  const revoked = (generation: number, wasSigning: boolean): Revocation => ({ kid: 'gone', generation, revokedAt: start, wasSigning });

  test('lets the waiting key sign immediately, and never lets a retired key sign', () => {
    const keys = [key('retired', 1, start - 50 * hour), key('waiting', 3, start + hour)];
    expect(scheduleAt(keys, start).signing?.kid).toBe('retired');
    expect(scheduleAt(keys, start, [revoked(2, true)]).signing?.kid).toBe('waiting');
  });

  test('has no signing key when only retired keys are left', () => {
    expect(scheduleAt([key('retired', 1, start - 50 * hour)], start, [revoked(2, true)]).signing).toBeNull();
  });

  test('does not let another key of the same generation sign, because verifiers may no longer know it', () => {
    expect(scheduleAt([key('same', 2, start)], start, [revoked(2, true)]).signing).toBeNull();
  });

  test('lets the signing key continue when another key of its generation was revoked', () => {
    expect(scheduleAt([key('same', 2, start)], start, [revoked(2, false)]).signing?.kid).toBe('same');
  });

  test('does not change when the revoked key was only waiting', () => {
    expect(scheduleAt([key('current', 1, start - hour)], start, [revoked(2, false)]).signing?.kid).toBe('current');
  });
});

describe('a key that was created while a clock was ahead', () => {
  const year = 8_766 * hour;
  const current = key('current', 1, start - hour);
  const misdated = key('misdated', 2, start + year);

  test('does not count as the next key', () => {
    const { signing, next, misdated: found } = scheduleAt([current, misdated], start);
    expect([signing, next, found]).toEqual([current, null, [misdated]]);
  });

  test('does not stop rotation by age', () => {
    expect(scheduleAt([current, misdated], start + 98 * hour).rotationDue).toBe(true);
  });

  test('is replaced immediately when it is the signing key', () => {
    const { signing, rotationDue } = scheduleAt([misdated], start);
    expect([signing, rotationDue]).toEqual([misdated, true]);
    expect(scheduleAt([misdated, key('new', 3, start + hour)], start).rotationDue).toBe(false);
  });

  test('is published until its successor has signed for the time of retention, and no longer', () => {
    const successor = key('new', 3, start + hour);
    expect(scheduleAt([misdated, successor], start + 3 * hour).expired).toEqual([misdated]);
  });

  test('is a normal key when it is dated ahead by ten minutes or less', () => {
    const early = { ...key('early', 2, start), createdAt: start + 600_000 };
    expect(scheduleAt([current, early], start).misdated).toEqual([]);
    expect(scheduleAt([current, early], start - 1).misdated).toEqual([early]);
  });
});

const someKeys = fc.uniqueArray(
  fc.record({
    kid: fc.stringMatching(/^[a-z]{1,3}$/),
    generation: fc.integer({ min: 1, max: 4 }),
    createdAt: fc.constant(start),
    signsFrom: fc.integer({ min: start - 300 * hour, max: start + 300 * hour }),
  }),
  { minLength: 1, maxLength: 6, selector: ({ kid }) => kid },
);
const someTime = fc.integer({ min: start - 400 * hour, max: start + 400 * hour });

describe('for any set of keys', () => {
  test('one key signs, and it is published first', () => {
    fc.assert(
      fc.property(someKeys, someTime, (keys, now) => {
        const { signing, published } = scheduleAt(keys, now);
        expect(signing).not.toBeNull();
        expect(published[0]?.key).toBe(signing);
      }),
    );
  });

  test('the order in which the storage lists them does not matter', () => {
    fc.assert(
      fc.property(someKeys, someTime, (keys, now) => {
        expect(scheduleAt(keys.toReversed(), now)).toEqual(scheduleAt(keys, now));
      }),
    );
  });

  test('a key that signed stays published until its tokens have expired', () => {
    fc.assert(
      fc.property(someKeys, someTime, fc.integer({ min: 0, max: 2 * hour - 1 }), (keys, now, later) => {
        const { signing } = scheduleAt(keys, now);
        const { published } = scheduleAt(keys, now + later);
        expect(published.map((entry) => entry.key)).toContain(signing);
      }),
    );
  });

  test('nothing changes before holdsUntil', () => {
    fc.assert(
      fc.property(someKeys, someTime, fc.double({ min: 0, max: 1, noNaN: true }), (keys, now, part) => {
        const schedule = scheduleAt(keys, now);
        const later = now + Math.floor((schedule.holdsUntil - 1 - now) * part);
        expect(scheduleAt(keys, later)).toEqual({ ...schedule, computedFor: later });
      }),
    );
  });
});
