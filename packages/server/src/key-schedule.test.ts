import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheduleOf, type ScheduledKey, type Timing } from './key-schedule.js';

const hour = 3_600_000;
const timing: Timing = { publishAhead: hour, rotateAfter: 100 * hour, retention: 2 * hour };
const start = 1_800_000_000_000;

function key(kid: string, generation: number, signsFrom: number): ScheduledKey {
  return { kid, generation, createdAt: signsFrom - hour, signsFrom };
}

describe('the schedule', () => {
  test('has nothing to sign with when there are no keys', () => {
    expect(scheduleOf([], start, timing)).toMatchObject({ signing: null, next: null, published: [], rotationDue: false });
  });

  test('publishes a key before it signs, lets it sign, and publishes the old one until its last token has expired', () => {
    const old = key('old', 1, start - 50 * hour);
    const successor = key('new', 2, start);
    const at = (hours: number): (string | undefined)[] => {
      const { signing, published } = scheduleOf([old, successor], start + hours * hour, timing);
      return [signing?.kid, ...published.map((entry) => entry.key.kid)];
    };
    expect(at(-0.5)).toEqual(['old', 'old', 'new']);
    expect(at(0)).toEqual(['new', 'new', 'old']);
    expect(at(1.99)).toEqual(['new', 'new', 'old']);
    expect(at(2)).toEqual(['new', 'new']);
    expect(scheduleOf([old, successor], start + 2 * hour, timing).expired).toEqual([old]);
    expect(scheduleOf([old, successor], start, timing).expired).toEqual([]);
  });

  test('publishes a key no longer because of a rotation after the one that retired it', () => {
    const keys = [key('a', 1, start - 50 * hour), key('b', 2, start), key('c', 3, start + hour)];
    const { published } = scheduleOf(keys, start + 2 * hour, timing);
    expect(published.map((entry) => entry.key.kid)).toEqual(['c', 'b']);
  });

  test('holds for a while, at the moment of a change too', () => {
    expect(scheduleOf([key('a', 1, start)], start, timing).holdsUntil).toBeGreaterThan(start);
    expect(scheduleOf([key('a', 1, start + hour)], start, timing).holdsUntil).toBe(start + hour);
  });

  test('lets the oldest generation sign while none is old enough to', () => {
    const keys = [key('a', 2, start + hour), key('c', 1, start + hour), key('b', 1, start + 2 * hour)];
    const { signing, next } = scheduleOf(keys, start, timing);
    expect([signing?.kid, next?.kid]).toEqual(['b', 'a']);
  });

  test('settles a tie by the lowest key id and publishes all', () => {
    const keys = [key('b', 2, start), key('a', 2, start), key('z', 1, start - 9 * hour)];
    const { signing, published } = scheduleOf(keys, start + 1, timing);
    expect(signing?.kid).toBe('a');
    expect(published.map((entry) => entry.key.kid).toSorted()).toEqual(['a', 'b', 'z']);
  });

  test('says that rotation is due publishAhead before the age limit, and not while a key is waiting', () => {
    const old = key('old', 1, start);
    expect(scheduleOf([old], start + 99 * hour - 1, timing).rotationDue).toBe(false);
    expect(scheduleOf([old], start + 99 * hour, timing).rotationDue).toBe(true);
    expect(scheduleOf([old, key('new', 2, start + 100 * hour)], start + 99 * hour, timing).rotationDue).toBe(false);
  });

  test('is to be read again when a key passes its planned end without a successor, as its published expiry moves then', () => {
    const end = start + 100 * hour;
    const before = scheduleOf([key('old', 1, start)], end - 1, timing);
    expect(before.holdsUntil).toBe(end);
    expect(scheduleOf([key('old', 1, start)], end, timing).published).not.toEqual(before.published);
  });

  test('never rotates by age when there is no age limit, and still names an expiry in the future', () => {
    const { rotationDue, published } = scheduleOf([key('old', 1, start)], start + 10_000 * hour, {
      ...timing,
      rotateAfter: Number.POSITIVE_INFINITY,
    });
    expect(rotationDue).toBe(false);
    expect(published[0]?.until).toBeGreaterThan(start + 18_000 * hour);
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

describe('whatever the keys are', () => {
  test('there is one that signs, and it is published first', () => {
    fc.assert(
      fc.property(someKeys, someTime, (keys, now) => {
        const { signing, published } = scheduleOf(keys, now, timing);
        expect(signing).not.toBeNull();
        expect(published[0]?.key).toBe(signing);
      }),
    );
  });

  test('the order in which the storage lists them changes nothing', () => {
    fc.assert(
      fc.property(someKeys, someTime, (keys, now) => {
        expect(scheduleOf(keys.toReversed(), now, timing)).toEqual(scheduleOf(keys, now, timing));
      }),
    );
  });

  test('a key that signed stays published for as long as its tokens live', () => {
    fc.assert(
      fc.property(someKeys, someTime, fc.integer({ min: 0, max: 2 * hour - 1 }), (keys, now, later) => {
        const { signing } = scheduleOf(keys, now, timing);
        const { published } = scheduleOf(keys, now + later, timing);
        expect(published.map((entry) => entry.key)).toContain(signing);
      }),
    );
  });

  test('nothing changes before holdsUntil', () => {
    fc.assert(
      fc.property(someKeys, someTime, fc.double({ min: 0, max: 1, noNaN: true }), (keys, now, part) => {
        const schedule = scheduleOf(keys, now, timing);
        const later = now + Math.floor((schedule.holdsUntil - 1 - now) * part);
        expect(scheduleOf(keys, later, timing)).toEqual(schedule);
      }),
    );
  });
});
