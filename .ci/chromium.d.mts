/** Launch options for Playwright. Without an installed browser they name none, and Playwright takes its own download. */
export function launchOptions(): { args: string[]; executablePath?: string };

/**
 * Makes sure that a Chromium is there, installing one where that is possible.
 * Returns its path, or null for Playwright's own download. Throws an Error that names the command to run.
 */
export function ensureChromium(say?: (line: string) => void): string | null;
