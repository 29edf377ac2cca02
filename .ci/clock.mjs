// The time, time zone and locale of a test run: FAKE_NOW (local time, such as 2028-02-28T23:59:50), TZ and LANG.
// .ci/fake-clock.mjs applies them to Node. Configurations of browsers use `contextOptions` and `clockScript`.
const { CLOCK_OFFSET, LANG = 'en-GB', TZ: timezoneId } = process.env;

/** Playwright's options for a browser context: the locale of LANG and the time zone of TZ. Empty without FAKE_NOW. */
export const contextOptions = CLOCK_OFFSET ? { locale: LANG.replace(/\..*/, '').replace('_', '-'), timezoneId } : {};

/** A script that moves the `Date` of a page by the same offset as the `Date` of Node. Empty without FAKE_NOW. */
export const clockScript = CLOCK_OFFSET ? `(${moveDate})(${CLOCK_OFFSET})` : '';

/** Moves the current time of `Date` by an offset in milliseconds. Timers, monotonic clocks and TLS keep the machine's time. */
export function moveDate(offset) {
  const realNow = Date.now;
  Date.now = () => realNow() + offset;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [target.now()], newTarget),
    apply: (target) => new target(target.now()).toString(),
  });
}
