import type { LiveChatAuthOptions } from '../options.js';
import { createDevelopmentConsole, type DevelopmentConsole } from './development-console.js';

declare const process: { env: { NODE_ENV?: string } };

/** Returns null in production builds, which do not contain the console, and in a page without a bundler. */
export function createConsoleInDevelopment(options: () => LiveChatAuthOptions): DevelopmentConsole | null {
  try {
    // Bundlers replace `process.env.NODE_ENV` only. In a browser `typeof process` stays 'undefined', also in development.
    if (process.env.NODE_ENV !== 'production') return createDevelopmentConsole(options);
  } catch {
    // No bundler replaced it, and the page has no `process`.
  }
  return null;
}
