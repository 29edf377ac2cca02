/** Returns Playwright's launch options. Without an installed browser Playwright starts its own download. */
export function launchOptions(): { args: string[]; executablePath?: string };

/** Makes sure that a Chromium starts, and installs one if none does. Throws an Error that names the command to run. */
export function ensureChromium(): void;
