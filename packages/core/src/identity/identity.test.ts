import { describe, expect, test } from 'vitest';
import {
  activeUserId,
  causeOfLeaving,
  keptUserId,
  namedUserId,
  nextIdentity,
  type Identity,
  type IdentityEvent,
  type KnownIdentity,
} from './identity.js';

const anonymous: KnownIdentity = { status: 'anonymous' };
const ann: KnownIdentity = { status: 'signed-in', userId: 'ann' };
const bob: KnownIdentity = { status: 'signed-in', userId: 'bob' };
const outHere: KnownIdentity = { status: 'signed-out', userId: 'ann', by: 'app' };
const outElsewhere: KnownIdentity = { status: 'signed-out', userId: 'ann', by: 'other-tab' };
const unknownAfter = (previous: KnownIdentity | null): Identity => ({ status: 'unknown', previous });

const states = {
  'unknown from the start': unknownAfter(null),
  'unknown after anonymous': unknownAfter(anonymous),
  'unknown after ann': unknownAfter(ann),
  'unknown after ann signed out here': unknownAfter(outHere),
  'unknown after ann signed out elsewhere': unknownAfter(outElsewhere),
  anonymous,
  ann,
  'ann signed out here': outHere,
  'ann signed out elsewhere': outElsewhere,
} as const;
type StateName = keyof typeof states;

const events = {
  'names ann': { type: 'user-named', userId: 'ann' },
  'names bob': { type: 'user-named', userId: 'bob' },
  'names no user': { type: 'user-named', userId: null },
  'names undefined': { type: 'user-named', userId: undefined },
  'signs out here': { type: 'signed-out-here' },
  'signs ann out elsewhere': { type: 'signed-out-elsewhere', userId: 'ann' },
  'signs bob out elsewhere': { type: 'signed-out-elsewhere', userId: 'bob' },
  'signs ann in elsewhere': { type: 'signed-in-elsewhere', userId: 'ann' },
  'signs bob in elsewhere': { type: 'signed-in-elsewhere', userId: 'bob' },
  retries: { type: 'retried' },
  'ends the unknown session': { type: 'unknown-expired' },
} as const satisfies Record<string, IdentityEvent>;
type EventName = keyof typeof events;

/** The identity after each event. An event that is not listed changes nothing. */
const table: Record<StateName, Partial<Record<EventName, Identity>>> = {
  'unknown from the start': { 'names ann': ann, 'names bob': bob, 'names no user': anonymous },
  'unknown after anonymous': {
    'names ann': ann,
    'names bob': bob,
    'names no user': anonymous,
    'ends the unknown session': unknownAfter(null),
  },
  'unknown after ann': {
    'names ann': ann,
    'names bob': bob,
    'names no user': anonymous,
    'signs out here': unknownAfter(outHere),
    'signs ann out elsewhere': unknownAfter(outElsewhere),
    'ends the unknown session': unknownAfter(null),
  },
  'unknown after ann signed out here': {
    'names ann': outHere,
    'names bob': bob,
    'names no user': anonymous,
    retries: unknownAfter(ann),
    'ends the unknown session': unknownAfter(null),
  },
  'unknown after ann signed out elsewhere': {
    'names ann': outElsewhere,
    'names bob': bob,
    'names no user': anonymous,
    'signs out here': unknownAfter(outHere),
    'signs ann in elsewhere': unknownAfter(ann),
    retries: unknownAfter(ann),
    'ends the unknown session': unknownAfter(null),
  },
  anonymous: { 'names ann': ann, 'names bob': bob, 'names undefined': unknownAfter(anonymous) },
  ann: {
    'names bob': bob,
    'names no user': anonymous,
    'names undefined': unknownAfter(ann),
    'signs out here': outHere,
    'signs ann out elsewhere': outElsewhere,
  },
  'ann signed out here': { 'names bob': bob, 'names no user': anonymous, 'names undefined': unknownAfter(outHere), retries: ann },
  'ann signed out elsewhere': {
    'names bob': bob,
    'names no user': anonymous,
    'names undefined': unknownAfter(outElsewhere),
    'signs out here': outHere,
    'signs ann in elsewhere': ann,
    retries: ann,
  },
};

const names = <Name extends string>(record: Record<Name, unknown>) => Object.keys(record) as Name[];
const cases = names(states).flatMap((state) => names(events).map((event) => ({ state, event, after: table[state][event] })));

describe('nextIdentity', () => {
  test.each(cases.filter(({ after }) => after !== undefined))(
    'changes $state, when an event $event, to $after',
    ({ state, event, after }) => {
      expect(nextIdentity(states[state], events[event])).toEqual(after);
    },
  );

  test.each(cases.filter(({ after }) => after === undefined))('keeps $state, when an event $event', ({ state, event }) => {
    expect(nextIdentity(states[state], events[event])).toBe(states[state]);
  });

  test.each(names(states))('never changes the given identity: %s', (state) => {
    const before = structuredClone(states[state]);
    for (const event of names(events)) nextIdentity(states[state], events[event]);
    expect(states[state]).toEqual(before);
  });
});

describe('The user ids of an identity', () => {
  const rows: [StateName, named: string | null | undefined, active: string | null, kept: string | null][] = [
    ['unknown from the start', undefined, null, null],
    ['unknown after anonymous', undefined, null, null],
    ['unknown after ann', undefined, null, 'ann'],
    ['unknown after ann signed out here', undefined, null, null],
    ['unknown after ann signed out elsewhere', undefined, null, null],
    ['anonymous', null, null, null],
    ['ann', 'ann', 'ann', 'ann'],
    ['ann signed out here', 'ann', null, null],
    ['ann signed out elsewhere', 'ann', null, null],
  ];

  test.each(rows)('while %s: the app names %j, the active user is %j, the kept user is %j', (state, named, active, kept) => {
    const identity = states[state];
    expect([namedUserId(identity), activeUserId(identity), keptUserId(identity)]).toEqual([named, active, kept]);
  });
});

describe('causeOfLeaving', () => {
  test.each<[StateName, ReturnType<typeof causeOfLeaving>]>([
    ['anonymous', 'app'],
    ['ann', 'app'],
    ['ann signed out here', 'app'],
    ['ann signed out elsewhere', 'other-tab'],
    ['unknown after ann signed out here', 'app'],
    ['unknown after ann signed out elsewhere', 'other-tab'],
    ['unknown from the start', 'session-unknown'],
  ])('while %s: %s', (state, cause) => {
    expect(causeOfLeaving(states[state])).toBe(cause);
  });
});
