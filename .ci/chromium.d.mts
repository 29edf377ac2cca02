/** Returns Playwright's launch options. When no browser is installed, Playwright starts the browser that it has downloaded. */
export function launchOptions(): { args: string[]; executablePath?: string };
