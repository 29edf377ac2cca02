/** The two clocks of a machine, in milliseconds. */
export interface Clock {
  /** The date, in milliseconds since the epoch. It can be set forwards and backwards while the process runs. */
  wall(): number;
  /** Time since some fixed moment. It never goes backwards, so ages are measured with it. */
  monotonic(): number;
}

/** The clocks of this process. */
export const systemClock: Clock = { wall: () => Date.now(), monotonic: () => performance.now() };

// NTP slews a clock by at most half a millisecond per second. A larger difference between two readings is a step.
const tolerance = 1_000;

/**
 * Returns a clock that accepts a step forwards only after the step has lasted for `settleTime` milliseconds. Until then, its date
 * continues as if there had been no step, so a short jump has no effect. Without this delay, an instance whose clock jumps ahead
 * could sign with a new key before the other instances have read that key. A step backwards is accepted immediately.
 */
export function createSteadyClock(clock: Clock, settleTime: number): Clock {
  let offset = clock.wall() - clock.monotonic();
  let step: { offset: number; since: number } | null = null;

  return {
    monotonic: clock.monotonic,
    wall() {
      const monotonic = clock.monotonic();
      const wall = clock.wall();
      const current = wall - monotonic;
      if (current - offset > tolerance) {
        if (!step || current - step.offset > tolerance) step = { offset: current, since: monotonic };
        if (monotonic - step.since < settleTime) return Math.round(monotonic + offset);
      }
      step = null;
      offset = current;
      return wall;
    },
  };
}
