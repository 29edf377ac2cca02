/** Counts requests in a sliding minute. */
export interface RateLimit {
  /** Takes one request. Returns false when the limit of the last minute is reached. */
  take(): boolean;
}

/** Creates a limit of `requestsPerMinute` requests. `clock` returns milliseconds since the epoch. */
export function createRateLimit(requestsPerMinute: number, clock: () => number): RateLimit {
  let taken: readonly number[] = [];
  return {
    take() {
      const now = clock();
      taken = taken.filter((at) => at > now - 60_000);
      if (taken.length >= requestsPerMinute) return false;
      taken = [...taken, now];
      return true;
    },
  };
}
