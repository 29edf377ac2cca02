/** Playwright's options for a browser context: the locale of LANG and the time zone of TZ. Empty without FAKE_NOW. */
export const contextOptions: { locale?: string; timezoneId?: string };

/** A script that moves the `Date` of a page by the same offset as the `Date` of Node. Empty without FAKE_NOW. */
export const clockScript: string;
