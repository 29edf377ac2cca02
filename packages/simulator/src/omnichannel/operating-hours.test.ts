import { describe, expect, test } from 'vitest';
import { agentAvailability, noTime } from './agent-availability.js';
import { checkRecords } from './check-records.js';
import { openStatus, type OperatingHours, type Weekday } from './operating-hours.js';

const workdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const berlin: OperatingHours = { timeZone: 'Europe/Berlin', periods: [{ days: workdays, from: '09:00', to: '17:30' }] };
const at = (text: string) => Date.parse(text);
const availability = (hours: OperatingHours | undefined, now: string) =>
  agentAvailability('Support', hours ? { operatingHours: hours } : {}, false, at(now));

describe('operating hours', () => {
  test('are read in their own time zone', () => {
    expect(openStatus(berlin, at('2026-01-14T07:59:59Z'))).toMatchObject({ status: 'closed' });
    expect(openStatus(berlin, at('2026-01-14T08:00:00Z'))).toEqual({ status: 'open', closesAt: at('2026-01-14T16:30:00Z') });
    expect(openStatus({ ...berlin, timeZone: 'Asia/Tokyo' }, at('2026-01-14T00:00:00Z'))).toMatchObject({ status: 'open' });
  });

  test('follow daylight saving time', () => {
    expect(openStatus(berlin, at('2026-07-15T07:00:00Z'))).toEqual({ status: 'open', closesAt: at('2026-07-15T15:30:00Z') });
    // The clocks change on Sunday, 29 March 2026.
    expect(openStatus(berlin, at('2026-03-27T20:00:00Z'))).toMatchObject({ opensAt: at('2026-03-30T07:00:00Z') });
  });

  test('give the next opening and closing while the queue is closed', () => {
    expect(availability(berlin, '2026-01-16T20:00:00Z')).toMatchObject({
      isQueueAvailable: false,
      isAgentAvailable: false,
      StartTimeOfNextOperatingHour: '2026-01-19T08:00:00.000Z',
      EndTimeOfNextOperatingHour: '2026-01-19T16:30:00.000Z',
      nexttransitiontime: '2026-01-19T08:00:00.000Z',
    });
  });

  test('give only the closing time while the queue is open', () => {
    expect(availability(berlin, '2026-01-16T10:00:00Z')).toMatchObject({
      isQueueAvailable: true,
      isAgentAvailable: true,
      StartTimeOfNextOperatingHour: noTime,
      EndTimeOfNextOperatingHour: noTime,
      nexttransitiontime: '2026-01-16T16:30:00.000Z',
    });
  });

  test('may cross midnight, and periods that touch are joined', () => {
    const night: OperatingHours = {
      timeZone: 'UTC',
      periods: [
        { days: ['friday'], from: '22:00', to: '02:00' },
        { days: ['saturday'], from: '02:00', to: '04:00' },
      ],
    };
    expect(openStatus(night, at('2026-01-17T01:00:00Z'))).toEqual({ status: 'open', closesAt: at('2026-01-17T04:00:00Z') });
    expect(openStatus(night, at('2026-01-17T04:00:00Z'))).toMatchObject({ status: 'closed', opensAt: at('2026-01-23T22:00:00Z') });
  });

  test('keep the queue open, without a transition, when none are set', () => {
    expect(availability(undefined, '2026-01-16T10:00:00Z')).toEqual({
      queueId: 'Support',
      isQueueAvailable: true,
      StartTimeOfNextOperatingHour: noTime,
      EndTimeOfNextOperatingHour: noTime,
      nexttransitiontime: noTime,
      positionInQueue: 0,
      isAgentAvailable: true,
      averageWaitTime: 0,
    });
  });

  test('have no transition for a queue that is always open', () => {
    const always: OperatingHours = {
      timeZone: 'America/New_York',
      periods: [{ days: [...workdays, 'saturday', 'sunday'], from: '00:00', to: '00:00' }],
    };
    expect(openStatus(always, at('2026-03-08T07:30:00Z'))).toEqual({ status: 'open', closesAt: null });
  });

  test('keep a queue without periods closed', () => {
    expect(openStatus({ timeZone: 'UTC', periods: [] }, 0)).toEqual({ status: 'closed', opensAt: null, closesAt: null });
  });

  test.each([
    [{ ...berlin, timeZone: 'Berlin' }, '"Berlin" is not an IANA time zone. Enter one such as Europe/Berlin.'],
    [
      { ...berlin, periods: [{ days: workdays, from: '9:00', to: '17:00' }] },
      '"9:00" is not a time of day. Enter hours and minutes such as 09:00.',
    ],
  ])('are checked with the records', (operatingHours, message) => {
    const workstreams = [{ name: 'Chat', contextVariables: [], queueAvailability: { Support: { operatingHours } } }];
    expect(checkRecords({ settings: [], widgets: [], workstreams })).toEqual([
      { record: 'workstreams', index: 0, field: 'queueAvailability.Support.operatingHours', message },
    ]);
  });
});

describe('busy agents', () => {
  test.each([
    [
      { agents: 'busy', waitingCustomers: 3, averageWaitTime: 7 },
      { isAgentAvailable: false, positionInQueue: 4, averageWaitTime: 7 },
    ],
    [{ agents: 'offline' }, { isAgentAvailable: false, positionInQueue: 1 }],
    [{ waitingCustomers: 2 }, { isAgentAvailable: true, positionInQueue: 3 }],
  ] as const)('leave the queue open: %j', (queue, expected) => {
    expect(agentAvailability('Support', queue, false, 0)).toMatchObject({ isQueueAvailable: true, ...expected });
  });
});
