/** Playwright's options for a browser context: the locale of LANG and the time zone of TZ. Empty without FAKE_NOW. */
export const contextOptions: { locale?: string; timezoneId?: string };

/** A script for pages that moves their `Date` as Node's was moved. Empty without FAKE_NOW. */
export const clockScript: string;
