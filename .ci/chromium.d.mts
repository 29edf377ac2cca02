/** Returns Playwright's launch options. When no browser is installed, Playwright starts the browser that it has downloaded. */
export function launchOptions(): { args: string[]; executablePath?: string };

/** Makes sure that a Chromium starts, and installs one if none does. Throws an Error that names the command to run. */
export function ensureChromium(): void;
